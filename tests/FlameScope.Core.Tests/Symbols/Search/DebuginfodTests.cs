using System.Net;
using System.Net.Sockets;
using System.Text;
using FlameScope.Symbols;
using FlameScope.Tests.Processes;
using static FlameScope.Core.Tests.Symbols.Search.SymbolRoot;

namespace FlameScope.Core.Tests.Symbols.Search;

public sealed class DebuginfodTests
{
    private const string Recorded = "/opt/app/bin/app";

    [Fact]
    public void A_server_is_asked_for_the_program_by_build_id()
    {
        using Server server = new(path => path == $"/buildid/{BuildId}/executable" ? Named("served") : null);
        using RecordingSymbols symbols = Open(server.Address);

        Assert.Equal("served", NameOf(symbols, Recorded));
        Assert.Equal([$"/buildid/{BuildId}/executable"], server.Asked);
    }

    [Fact]
    public void The_debug_file_is_asked_for_where_the_program_is_stripped()
    {
        using Server server = new(path => path.EndsWith("/executable", StringComparison.Ordinal)
            ? (Program with { Symbols = [], Dynamic = [new("exported", 0x1800, 8)] }).Write()
            : (Program with { IsDebugOnly = true, Symbols = [new("internal", 0x1000, 0x100)] }).Write());
        using RecordingSymbols symbols = Open(server.Address);

        Assert.Equal("internal", NameOf(symbols, Recorded));
        Assert.Equal([$"/buildid/{BuildId}/executable", $"/buildid/{BuildId}/debuginfo"], server.Asked);
    }

    [Fact]
    public void What_a_server_sent_is_kept_where_a_folder_is_named_for_it()
    {
        using TemporaryFolder cache = new();
        using Server server = new(_ => Named("served"));
        SymbolOptions options = new() { DebuginfodServers = [server.Address], DebuginfodCache = cache.PathOf("new"), OpenRecordedFiles = false };
        for (int i = 0; i < 2; i++)
        {
            using RecordingSymbols symbols = new(options, isFile: true);
            Assert.Equal("served", NameOf(symbols, Recorded));
        }

        Assert.Single(server.Asked);
        Assert.Equal([cache.PathOf($"new/{BuildId}/executable")], Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_served_file_with_another_build_id_is_not_believed()
    {
        using Server server = new(_ => Named("wrong", OtherId));
        using RecordingSymbols symbols = Open(server.Address);

        Assert.Contains("another build id", NameOf(symbols, Recorded), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_asked_without_a_build_id_or_where_a_root_has_it()
    {
        using Server server = new(_ => Named("served"));
        using SymbolRoot root = new();
        root.Add("app", Named("local"));
        using RecordingSymbols symbols = Open(server.Address, root: root.Path);

        Assert.Equal("local", NameOf(symbols, Recorded));
        NameOf(symbols, "/other", "");
        Assert.Empty(server.Asked);
    }

    [Fact]
    public void A_server_that_is_not_there_is_asked_once()
    {
        using Server alive = new(_ => Named("served"));
        using Server dead = new(_ => null);
        Uri address = dead.Address;
        dead.Dispose();
        using RecordingSymbols symbols = new(new SymbolOptions { DebuginfodServers = [address, alive.Address], OpenRecordedFiles = false }, isFile: true);

        Assert.Equal("served", NameOf(symbols, Recorded));
    }

    [Fact]
    public void A_file_that_is_too_large_or_never_ends_is_given_up()
    {
        using Server server = new(_ => new byte[100_000]);
        using RecordingSymbols large = Open(server.Address, maxBytes: 10_000);
        Assert.StartsWith("no file", NameOf(large, Recorded), StringComparison.Ordinal);

        using Server stuck = new(_ => Named("never"), sendsAll: false);
        using RecordingSymbols slow = Open(stuck.Address, timeout: TimeSpan.FromMilliseconds(300));
        Assert.StartsWith("no file", NameOf(slow, Recorded), StringComparison.Ordinal);
    }

    private static RecordingSymbols Open(Uri server, string? root = null, long maxBytes = 1 << 20, TimeSpan? timeout = null) => new(
        new SymbolOptions
        {
            Roots = root is null ? [] : [root],
            DebuginfodServers = [server],
            MaxFileBytes = maxBytes,
            DebuginfodTimeout = timeout ?? TimeSpan.FromSeconds(30),
            OpenRecordedFiles = false,
        },
        isFile: true);

    /// <summary>Answers requests on the loopback address.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Func<string, byte[]?> _answer;
        private readonly bool _sendsAll;
        private readonly List<TcpClient> _clients = [];

        public Server(Func<string, byte[]?> answer, bool sendsAll = true)
        {
            _answer = answer;
            _sendsAll = sendsAll;
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
            _ = Task.Run(AcceptAsync);
        }

        public Uri Address { get; }

        public List<string> Asked { get; } = [];

        public void Dispose()
        {
            _listener.Stop();
            _clients.ForEach(static client => client.Dispose());
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    TcpClient client = await _listener.AcceptTcpClientAsync();
                    _clients.Add(client);
                    NetworkStream stream = client.GetStream();
                    using StreamReader reader = new(stream, leaveOpen: true);
                    string path = (await reader.ReadLineAsync())!.Split(' ')[1];
                    while (await reader.ReadLineAsync() is { Length: > 0 })
                    {
                    }

                    Asked.Add(path);
                    byte[]? content = _answer(path);
                    string head = content is null
                        ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        : $"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n";
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
                    await stream.WriteAsync(content.AsMemory(0, (content?.Length ?? 0) / (_sendsAll ? 1 : 2)));
                    if (_sendsAll)
                    {
                        client.Close();
                    }
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
