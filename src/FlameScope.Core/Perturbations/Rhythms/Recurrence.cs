namespace FlameScope.Perturbations.Rhythms;

/// <summary>The rhythm of events: a period fitted to when they begin.</summary>
/// <param name="Period">Nanoseconds from one event to the next.</param>
/// <param name="Phase">Nanoseconds, on the profile's clock, at which the fitted first event begins.</param>
internal readonly record struct Recurrence(double Period, double Phase)
{
    private const int MinEvents = 3;
    private const double MaxScatter = 0.04;
    private const double MinPresence = 0.6;

    // Three instants anywhere fit some period within 1 % of it in one of ten tries.
    private const double MaxByChance = 0.02;

    /// <summary>Fits starts to <c>phase + index · period</c>, where events may be missing; nothing where they keep no time.</summary>
    /// <param name="starts">When the events begin, ascending.</param>
    public static Recurrence? Fit(ReadOnlySpan<long> starts)
    {
        if (starts.Length < MinEvents)
        {
            return null;
        }

        double shortest = double.MaxValue;
        List<double> gaps = [];
        for (int i = 1; i < starts.Length; i++)
        {
            gaps.Add(starts[i] - starts[i - 1]);
        }

        gaps.Sort();
        shortest = gaps[gaps.Count / 4];
        return FitTo(starts, shortest) ?? FitTo(starts, gaps[gaps.Count / 2]);
    }

    // Indices follow from the guess; then least squares of the starts on them.
    private static Recurrence? FitTo(ReadOnlySpan<long> starts, double guess)
    {
        int count = starts.Length;
        double[] indices = new double[count];
        for (int i = 1; i < count; i++)
        {
            double turns = Math.Round((starts[i] - starts[i - 1]) / guess);
            if (turns < 1)
            {
                return null;
            }

            indices[i] = indices[i - 1] + turns;
        }

        double meanIndex = 0;
        double meanStart = 0;
        for (int i = 0; i < count; i++)
        {
            meanIndex += indices[i] / count;
            meanStart += (double)(starts[i] - starts[0]) / count;
        }

        double squares = 0;
        double products = 0;
        for (int i = 0; i < count; i++)
        {
            squares += (indices[i] - meanIndex) * (indices[i] - meanIndex);
            products += (indices[i] - meanIndex) * (starts[i] - starts[0] - meanStart);
        }

        double period = products / squares;
        double phase = meanStart - (period * meanIndex);
        double scatter = 0;
        for (int i = 0; i < count; i++)
        {
            scatter = Math.Max(scatter, Math.Abs(starts[i] - starts[0] - phase - (period * indices[i])));
        }

        // Two instants make a period; each further one meets it by chance as often as this.
        double byChance = Math.Pow(6 * scatter / period * indices[^1] / (count - 1), count - 2);
        return scatter <= MaxScatter * period && count >= MinPresence * (indices[^1] + 1) && byChance <= MaxByChance
            ? new Recurrence(period, starts[0] + phase)
            : null;
    }
}
