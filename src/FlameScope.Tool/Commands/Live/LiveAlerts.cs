using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using FlameScope.Tool.Cli;
using FlameScope.Tool.Rendering;

namespace FlameScope.Tool.Commands;

/// <summary>Looks for findings in a window while it fills, and tells each cause once for as long as it is in the window.</summary>
/// <param name="request">Whom to tell.</param>
/// <param name="above">The least evidence.</param>
/// <param name="tell">Prints a line.</param>
internal sealed class LiveAlerts(AlertRequest request, double above, Action<string> tell)
{
    private const int MaxFindings = 20;

    // A tenth of one processor, and no more often than anyone would read.
    private const int RestPerWork = 9;
    private static readonly TimeSpan MinRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRun = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxPost = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, long> _told = [];

    /// <summary>Looks until the window has ended, and once more then.</summary>
    /// <param name="window">The window.</param>
    /// <param name="run">Ends with it.</param>
    /// <param name="stop">Ends looking.</param>
    public async Task RunAsync(LiveWindow window, Task run, CancellationToken stop)
    {
        LiveSnapshot snapshot = window.Latest;
        while (snapshot.State == LiveState.Running)
        {
            snapshot = await window.WaitAsync(snapshot.Version, stop).ConfigureAwait(false);
            Stopwatch work = Stopwatch.StartNew();
            foreach (Perturbation finding in await Task.Run(() => NewIn(snapshot, stop), stop).ConfigureAwait(false))
            {
                await TellAsync(finding, snapshot, stop).ConfigureAwait(false);
            }

            if (snapshot.State == LiveState.Running)
            {
                TimeSpan rest = work.Elapsed * RestPerWork;
                await Task.WhenAny(run, Task.Delay(rest > MinRest ? rest : MinRest, stop)).ConfigureAwait(false);
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>The findings that were not told before.</summary>
    internal IReadOnlyList<Perturbation> NewIn(LiveSnapshot snapshot, CancellationToken stop)
    {
        LiveProfile profile = snapshot.Profile;
        if (profile.Count == 0 || profile.TimeAxis != TimeAxis.Clock)
        {
            return [];
        }

        // A cause that has left the window is news when it comes back.
        foreach (string cause in _told.Where(told => told.Value < profile.TimeRange.Start).Select(told => told.Key).ToArray())
        {
            _told.Remove(cause);
        }

        List<Perturbation> found = [];
        foreach (Perturbation finding in PerturbationFinder.Find(profile.Freeze(), new PerturbationOptions { MaxFindings = MaxFindings }, stop))
        {
            string cause = $"{finding.Kind} {finding.Culprits.FirstOrDefault()?.DisplayName}";
            if (finding.Evidence < above)
            {
                continue;
            }

            if (!_told.ContainsKey(cause))
            {
                found.Add(finding);
            }

            _told[cause] = Math.Max(_told.GetValueOrDefault(cause, long.MinValue), finding.Range.End);
        }

        return found;
    }

    private async Task TellAsync(Perturbation finding, LiveSnapshot snapshot, CancellationToken stop)
    {
        tell(string.Create(CultureInfo.InvariantCulture, $"{CommandLine.Name}: {finding.KindName} (evidence {finding.Evidence:F1}): {PlainText.Of(finding.Summary)}"));
        if (request.Command is string command)
        {
            await RunAsync(command, finding, snapshot, stop).ConfigureAwait(false);
        }

        if (request.Address is Uri address)
        {
            await PostAsync(address, finding, snapshot, stop).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(string command, Perturbation finding, LiveSnapshot snapshot, CancellationToken stop)
    {
        string[] shell = OperatingSystem.IsWindows() ? ["cmd.exe", "/c"] : ["/bin/sh", "-c"];
        ProcessStartInfo start = new(shell[0], [shell[1], command]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        long origin = snapshot.Profile.Origin;
        start.Environment["FLAMESCOPE_KIND"] = finding.KindName;
        start.Environment["FLAMESCOPE_SUMMARY"] = finding.Summary;
        start.Environment["FLAMESCOPE_EVIDENCE"] = finding.Evidence.ToString("F1", CultureInfo.InvariantCulture);
        start.Environment["FLAMESCOPE_FROM"] = TimeText.Seconds((Int128)finding.Range.Start - origin);
        start.Environment["FLAMESCOPE_TO"] = TimeText.Seconds((Int128)finding.Range.End - origin);
        try
        {
            using Process process = Process.Start(start)!;
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(MaxRun);
            process.StandardInput.Close();
            try
            {
                Task drained = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, limit.Token);
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                await drained.ConfigureAwait(false);
                if (process.ExitCode != 0)
                {
                    tell($"{CommandLine.Name}: warning: the command of --alert-run ended with {process.ExitCode}.");
                }
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                tell($"{CommandLine.Name}: warning: the command of --alert-run was ended{(stop.IsCancellationRequested ? "" : " after a minute")}.");
            }
        }
        catch (Win32Exception error)
        {
            tell($"{CommandLine.Name}: warning: the command of --alert-run cannot be run: {error.Message}");
        }
    }

    private async Task PostAsync(Uri address, Perturbation finding, LiveSnapshot snapshot, CancellationToken stop)
    {
        using MemoryStream json = new();
        FindingsJson.Write("live", snapshot.Profile.Origin, finding.Weight, ImmutableArray.Create(finding), json);
        using HttpClient client = new() { Timeout = MaxPost };
        using ByteArrayContent content = new(json.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using HttpResponseMessage response = await client.PostAsync(address, content, stop).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                tell($"{CommandLine.Name}: warning: {address} answered {(int)response.StatusCode} to the finding.");
            }
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            tell($"{CommandLine.Name}: warning: the finding could not be posted to {address}: {error.Message}");
        }
    }
}
