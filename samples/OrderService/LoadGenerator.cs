using System.Diagnostics;
using System.Globalization;

namespace OrderService;

/// <summary>Asks for orders as fast as some clients can, and says each second how long that took.</summary>
internal sealed class LoadGenerator(Uri service, int clients)
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = service };
    private readonly Lock _lock = new();
    private List<double> _milliseconds = [];

    public static async Task<int> RunAsync(string[] args)
    {
        Uri service = new(ValueOf(args, "--load") ?? "http://127.0.0.1:5080");
        double seconds = double.Parse(ValueOf(args, "--seconds") ?? "30", CultureInfo.InvariantCulture);
        int clients = int.Parse(ValueOf(args, "--clients") ?? "16", CultureInfo.InvariantCulture);
        await new LoadGenerator(service, clients).RunAsync(TimeSpan.FromSeconds(seconds));
        return 0;
    }

    private async Task RunAsync(TimeSpan time)
    {
        using CancellationTokenSource over = new(time);
        Task[] running = [.. Enumerable.Range(0, clients).Select(client => Task.Run(() => AskAsync(client, over.Token)))];
        Console.WriteLine($"{"second",8}{"requests",10}{"p50 ms",10}{"p99 ms",10}{"max ms",10}");
        List<double> all = [];
        for (int second = 1; !over.IsCancellationRequested; second++)
        {
            await Task.WhenAny(Task.Delay(1000), Task.WhenAll(running));
            List<double> taken;
            lock (_lock)
            {
                (taken, _milliseconds) = (_milliseconds, []);
            }

            Write(second.ToString(CultureInfo.InvariantCulture), taken);
            all.AddRange(taken);
        }

        await Task.WhenAll(running);
        Write("all", all);
    }

    private async Task AskAsync(int client, CancellationToken over)
    {
        for (int order = client; !over.IsCancellationRequested; order += clients)
        {
            long start = Stopwatch.GetTimestamp();
            try
            {
                await _http.GetStringAsync($"/orders/{order % 1_000_000}", over);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            lock (_lock)
            {
                _milliseconds.Add(milliseconds);
            }

            // People think before they ask again.
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private static void Write(string name, List<double> milliseconds)
    {
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,8}{milliseconds.Count,10:N0}{At(milliseconds, 0.5),10:F1}{At(milliseconds, 0.99),10:F1}{At(milliseconds, 1),10:F1}"));
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)];

    private static string? ValueOf(string[] args, string option) => Array.IndexOf(args, option) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
}
