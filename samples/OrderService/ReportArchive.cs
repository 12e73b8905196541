namespace OrderService;

/// <summary>The last reports, kept for whoever asks for one again.</summary>
internal sealed class ReportArchive
{
    private const int MaxReports = 64;

    private readonly Queue<object[]> _reports = new();

    public void Keep(object[] report)
    {
        _reports.Enqueue(report);
        if (_reports.Count > MaxReports)
        {
            _reports.Dequeue();
        }
    }
}
