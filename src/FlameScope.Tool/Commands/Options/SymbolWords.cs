using System.CommandLine;
using FlameScope.Tool.Cli;

namespace FlameScope.Tool.Commands;

/// <summary>The options that say where names are looked for.</summary>
internal sealed class SymbolWords
{
    private const string ServersVariable = "DEBUGINFOD_URLS";

    private readonly Option<string[]> _symbols = new("--symbols")
    {
        HelpName = "DIR",
        Description = "A folder with symbols, or an archive of one: a build-id cache, debug files, kallsyms, maps of runtimes. Repeat it for more; searched before this machine's own files.",
    };

    private readonly Option<bool> _debuginfod = new("--debuginfod")
    {
        Description = $"Ask the servers that {ServersVariable} names for symbols that no folder has.",
    };

    public void AddTo(Command command)
    {
        command.Add(_symbols);
        command.Add(_debuginfod);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="words">Where the options go, as they could be typed again.</param>
    /// <exception cref="UsageException">There are no servers to ask, or a name is empty.</exception>
    /// <exception cref="InputException">A folder or archive is not there.</exception>
    public SymbolOptions Read(ParseResult parsed, List<OptionWord> words)
    {
        string[] roots = parsed.GetValue(_symbols) ?? [];
        foreach (string root in roots)
        {
            words.Add(new OptionWord(_symbols.Name, root));
            if (root.Length == 0)
            {
                throw new UsageException($"{_symbols.Name} cannot be empty.");
            }

            if (!Path.Exists(root))
            {
                throw new InputException($"there is no folder or archive '{root}' ({_symbols.Name}).");
            }
        }

        if (!parsed.GetValue(_debuginfod))
        {
            return new SymbolOptions { Roots = roots };
        }

        words.Add(new OptionWord(_debuginfod.Name, null));
        return new SymbolOptions { Roots = roots, DebuginfodServers = Servers(), DebuginfodCache = CacheFolder() };
    }

    // As debuginfod's own clients choose it.
    private static string? CacheFolder()
    {
        if (Environment.GetEnvironmentVariable("DEBUGINFOD_CACHE_PATH") is { Length: > 0 } named)
        {
            return named;
        }

        string cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.IsPathRooted(cache) ? Path.Combine(cache, "debuginfod_client") : null;
    }

    // The variable may hold words of newer clients, such as ima:enforcing, which are no servers.
    private Uri[] Servers()
    {
        string text = Environment.GetEnvironmentVariable(ServersVariable) ?? "";
        Uri[] servers =
        [
            .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(static word => Uri.TryCreate(word, UriKind.Absolute, out Uri? server) && server.Scheme is "http" or "https" ? server : null)
                .OfType<Uri>(),
        ];
        return servers.Length > 0
            ? servers
            : throw new UsageException($"{_debuginfod.Name} needs servers: set {ServersVariable} to the address of one.");
    }
}
