namespace OrderService;

/// <summary>Writes a report every few seconds.</summary>
/// <remarks>The flaw: it "gives memory back" after every page, so that the whole service stands still, again and again.</remarks>
internal sealed class ReportJob(ReportArchive archive, Mending mending) : BackgroundService
{
    private const int Pages = 12;
    private const int LinesPerPage = 4_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            WriteReport();
        }
    }

    private void WriteReport()
    {
        for (int page = 0; page < Pages; page++)
        {
            archive.Keep(WritePage(page));
            if (!mending.IsDone)
            {
                GC.Collect();
            }
        }
    }

    private static object[] WritePage(int page) => [.. Enumerable.Range(page * LinesPerPage, LinesPerPage).Select(line => new Order(line, line / 100m))];
}
