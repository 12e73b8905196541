using System.Globalization;

namespace FlameScope.Report;

/// <summary>A report would be larger than <see cref="HtmlReportOptions"/> allow.</summary>
public sealed class ReportTooLargeException : InvalidOperationException
{
    /// <param name="message">How large, and what to do.</param>
    public ReportTooLargeException(string message)
        : base(message)
    {
    }

    internal static void ThrowIf(bool isTooLarge, long size, long limit, string unit)
    {
        if (isTooLarge)
        {
            throw new ReportTooLargeException(string.Create(
                CultureInfo.InvariantCulture,
                $"The report would have {size:N0} {unit}; at most {limit:N0} are allowed. Take a shorter time, a filter, or coarser times."));
        }
    }
}
