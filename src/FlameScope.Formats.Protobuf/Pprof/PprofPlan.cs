using FlameScope.Formats.Protobuf.Tables;

namespace FlameScope.Formats.Protobuf.Pprof;

/// <summary>What becomes of one value of each sample.</summary>
/// <param name="Value">Index of the value that the sample weighs.</param>
/// <param name="Copies">Index of the value that says how many samples it stands for; -1 where it stands for itself, as a sum.</param>
/// <param name="IsDefault">Whether views show this kind where nothing else is asked for.</param>
internal readonly record struct PlannedValue(int Value, int Copies, bool IsDefault)
{
    /// <summary>
    /// A type that counts samples and the time after it are one kind, as long as the samples it counts are few enough to have a row each;
    /// every other type is a kind of its own. The default is the one that the input names, or else the last, as pprof itself has it.
    /// </summary>
    /// <param name="types">The types of the input's values.</param>
    /// <param name="defaultType">The name of the default type; empty where the input leaves it open.</param>
    /// <param name="mayCopy">Whether a sample may have a row for each that it stands for.</param>
    public static PlannedValue[] Of(ReadOnlySpan<ValueKind> types, string defaultType, bool mayCopy)
    {
        List<PlannedValue> plan = [];
        int named = -1;
        for (int i = 0; i < types.Length; i++)
        {
            named = defaultType.Length > 0 && types[i].Type == defaultType ? i : named;
        }

        int shown = named >= 0 ? named : types.Length - 1;
        for (int i = 0; i < types.Length; i++)
        {
            if (mayCopy && types[i].CountsSamples && i + 1 < types.Length && types[i + 1].IsTime)
            {
                plan.Add(new PlannedValue(i + 1, i, shown == i || shown == i + 1));
                i++;
            }
            else
            {
                plan.Add(new PlannedValue(i, mayCopy && types[i].CountsSamples ? i : -1, shown == i));
            }
        }

        return [.. plan];
    }
}
