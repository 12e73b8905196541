using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>Where a live view's bytes come from; whatever it started ends with it.</summary>
internal abstract class LiveSource : IAsyncDisposable
{
    /// <summary>What it is called in messages.</summary>
    public abstract string Name { get; }

    /// <summary>What to do where no bytes come.</summary>
    public virtual string? Advice => null;

    /// <summary>The bytes.</summary>
    public abstract Stream Input { get; }

    /// <exception cref="InputException">There is no such source, or it cannot be watched.</exception>
    public static LiveSource Open(LiveRequest request) => request.Pid is int pid ? PerfSource.Start(pid)
        : request.Input.File == "-" ? new PipeSource()
        : new FileSource(request.Input.File);

    /// <summary>After the end of the bytes: whether others begin, of a recording that took this one's place.</summary>
    public virtual bool BeginsAnew() => false;

    /// <exception cref="InputException">What was started has failed.</exception>
    public virtual void ThrowIfFailed(int samples)
    {
    }

    public abstract ValueTask DisposeAsync();

    private sealed class PipeSource : LiveSource
    {
        public override string Name => "standard input";

        public override string? Advice => $"{LiveAdvice.Stalled} This does not stall: {LiveAdvice.Pipe}";

        public override Stream Input { get; } = Console.OpenStandardInput();

        public override ValueTask DisposeAsync() => Input.DisposeAsync();
    }

    private sealed class FileSource(string path) : LiveSource
    {
        private GrowingFile _file = GrowingFile.Open(path);

        public override string Name => $"'{path}'";

        public override Stream Input => _file;

        public override bool BeginsAnew()
        {
            if (!_file.IsReplaced)
            {
                return false;
            }

            _file.Dispose();
            _file = GrowingFile.Open(path);
            return true;
        }

        public override ValueTask DisposeAsync() => _file.DisposeAsync();
    }
}
