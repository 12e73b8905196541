using System.Text;

namespace FlameScope.AspNetCore.Tests;

/// <summary>Sends one sample, and takes the time that the test asks for.</summary>
internal sealed class OneSampleSource : ILiveSource
{
    public const string Sample = "java 1 1.000000: cycles:\n        10 main+0x1 (/bin/java)\n\n";

    public string Name => "a source";

    public RecordingLimits Limits { get; } = new();

    public Exception? Failure { get; init; }

    public int Started { get; private set; }

    public int Ended { get; private set; }

    public TaskCompletionSource Running { get; } = new();

    public async Task<RecordingSummary> RecordAsync(Stream destination, TimeSpan? duration = null, CancellationToken stopToken = default)
    {
        Started++;
        Running.TrySetResult();
        if (Failure is not null)
        {
            throw Failure;
        }

        await destination.WriteAsync(Encoding.ASCII.GetBytes(Sample), CancellationToken.None);
        RecordingEnd end = RecordingEnd.DurationOver;
        try
        {
            await Task.Delay(duration!.Value, stopToken);
        }
        catch (OperationCanceledException)
        {
            end = RecordingEnd.Stopped;
        }

        Ended++;
        return new RecordingSummary(Sample.Length, end, IsCut: false) { ReaderTime = TimeSpan.FromMilliseconds(12) };
    }
}
