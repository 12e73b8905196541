using FlameScope.Perturbations.Rhythms;

namespace FlameScope.Core.Tests.Perturbations.Rhythms;

public sealed class RecurrenceTests
{
    [Fact]
    public void A_period_is_fitted_where_an_event_is_missing_and_refused_where_events_keep_no_time()
    {
        Recurrence? steady = Recurrence.Fit([1_000, 11_010, 20_990, 41_000, 51_005]);
        Assert.NotNull(steady);
        Assert.InRange(steady.Value.Period, 9_990, 10_010);

        Assert.Null(Recurrence.Fit([1_000, 4_000, 20_990, 29_000, 51_005]));
        Assert.Null(Recurrence.Fit([1_000, 2_000]));
    }
}
