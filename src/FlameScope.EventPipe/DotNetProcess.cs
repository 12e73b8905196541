using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace FlameScope.EventPipe;

/// <summary>A running .NET process that can be recorded.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Name">Its name: of a program that was started as <c>dotnet app.dll</c> it is <c>app</c>.</param>
public sealed record DotNetProcess(int Id, string Name)
{
    /// <summary>The processes of this user that run .NET, this one aside, in order of their ids.</summary>
    public static IReadOnlyList<DotNetProcess> List() =>
    [
        .. DiagnosticsClient.GetPublishedProcesses().Distinct().Where(id => id != Environment.ProcessId).Order()
            .Select(id => (Id: id, Name: NameOf(id))).Where(process => process.Name is not null).Select(process => new DotNetProcess(process.Id, process.Name!)),
    ];

    /// <summary>The process of an id or a name.</summary>
    /// <param name="idOrName">The process id, or the whole name in any case.</param>
    /// <exception cref="ArgumentException"><paramref name="idOrName"/> is <see langword="null"/> or empty.</exception>
    /// <exception cref="EventPipeException">There is no such process, or there are several of that name; the message lists them.</exception>
    public static DotNetProcess Find(string idOrName)
    {
        ArgumentException.ThrowIfNullOrEmpty(idOrName);
        if (int.TryParse(idOrName, NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return new DotNetProcess(id, NameOf(id) ?? throw new EventPipeException($"There is no process {id}."));
        }

        IReadOnlyList<DotNetProcess> processes = List();
        DotNetProcess[] found = [.. processes.Where(process => string.Equals(process.Name, idOrName, StringComparison.OrdinalIgnoreCase))];
        return found switch
        {
            [DotNetProcess only] => only,
            [] => throw new EventPipeException($"There is no .NET process called {idOrName}. There are: {Join(processes)}."),
            _ => throw new EventPipeException($"There are {found.Length} .NET processes called {idOrName}; give one's id: {Join(found)}."),
        };
    }

    private static string Join(IReadOnlyList<DotNetProcess> processes) => processes.Count == 0
        ? "none of this user"
        : string.Join(", ", processes.Select(process => string.Create(CultureInfo.InvariantCulture, $"{process.Name} ({process.Id})")));

    private static string? NameOf(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return process.ProcessName == "dotnet" && ProgramOf(id) is { Length: > 0 } program ? program : process.ProcessName;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    // dotnet [exec] [--options] app.dll: the host's name tells nothing.
    private static string? ProgramOf(int id)
    {
        try
        {
            string[] arguments = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0') : [];
            return Path.GetFileNameWithoutExtension(arguments.FirstOrDefault(argument => argument.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
