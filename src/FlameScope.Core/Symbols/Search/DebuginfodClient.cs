using FlameScope.Symbols.Elf;
using FlameScope.Symbols.Files;

namespace FlameScope.Symbols.Search;

/// <summary>Asks servers that speak the debuginfod protocol for files by build id, and keeps them in a folder of its own.</summary>
internal sealed class DebuginfodClient : IDisposable
{
    private const int BufferSize = 128 * 1024;
    private const int MaxRedirects = 5;

    private readonly IReadOnlyList<Uri> _servers;
    private readonly string _folder;
    private readonly long _maxFileBytes;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _client;
    private readonly HashSet<Uri> _unreachable = [];

    /// <param name="options">The servers and what a file may cost.</param>
    /// <param name="folder">Where files are kept.</param>
    public DebuginfodClient(SymbolOptions options, string folder)
    {
        _servers = options.DebuginfodServers;
        _folder = folder;
        _maxFileBytes = options.MaxFileBytes;
        _timeout = options.DebuginfodTimeout;
        _client = new HttpClient(new SocketsHttpHandler { MaxAutomaticRedirections = MaxRedirects, ConnectTimeout = _timeout })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Add("User-Agent", "FlameScope.Core");
    }

    /// <summary>Asks the servers in order.</summary>
    /// <param name="buildId">The build id.</param>
    /// <param name="kind"><c>executable</c> or <c>debuginfo</c>.</param>
    /// <returns>The file; <see langword="null"/> where no server has it. Its build id is still to be compared.</returns>
    public SymbolFile? TryGet(string buildId, string kind)
    {
        if (!BuildIdText.IsBuildId(buildId))
        {
            return null;
        }

        string path = Path.Combine(_folder, buildId, kind);
        if (SymbolFile.TryOpen(path) is SymbolFile kept)
        {
            return kept;
        }

        foreach (Uri server in _servers)
        {
            if (!_unreachable.Contains(server) && TryGet(server, buildId, kind, path) is SymbolFile file)
            {
                return file;
            }
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    private SymbolFile? TryGet(Uri server, string buildId, string kind, string path)
    {
        try
        {
            using CancellationTokenSource patience = new(_timeout);
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri($"{server.AbsoluteUri.TrimEnd('/')}/buildid/{buildId}/{kind}"));
            using HttpResponseMessage response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength > _maxFileBytes)
            {
                return null;
            }

            using Stream content = response.Content.ReadAsStream(patience.Token);

            // A read that waits for a server that has stopped sending ends with its connection.
            using CancellationTokenRegistration ends = patience.Token.Register(content.Dispose);
            return TrySave(content, path, patience.Token) ? SymbolFile.TryOpen(path) : null;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or ObjectDisposedException || SymbolFile.IsRefused(error))
        {
            // One that does not answer is not waited for again with every module.
            _unreachable.Add(server);
            return null;
        }
    }

    // A part of a file never has the name of the whole, as other programs may look for it, too.
    private bool TrySave(Stream content, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string partial = $"{path}.{Guid.NewGuid():N}";
        try
        {
            if (!TryCopy(content, partial, cancellationToken))
            {
                return false;
            }

            File.Move(partial, path, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private bool TryCopy(Stream content, string path, CancellationToken cancellationToken)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        byte[] buffer = new byte[BufferSize];
        for (long all = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = content.Read(buffer);
            if (read == 0)
            {
                return true;
            }

            all += read;
            if (all > _maxFileBytes)
            {
                return false;
            }

            file.Write(buffer, 0, read);
        }
    }
}
