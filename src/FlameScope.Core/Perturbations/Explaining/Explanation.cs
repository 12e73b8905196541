using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FlameScope.Perturbations.Features;
using FlameScope.Samples;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Explaining;

/// <summary>Compares an event with its baseline: which frames, threads and CPUs make the difference.</summary>
internal sealed class Explanation
{
    private const double MinShareOfChange = 0.1;
    private const int MaxThreads = 4;
    private const int MaxCpus = 4;

    // Functions whose evidence is within this share of the best explain the event equally well.
    private const double AsGood = 0.8;
    private const double LowerEnd = 0.85;
    private const int Others = 2;

    private readonly ObservedSamples _samples;
    private readonly SliceCounts _examined;
    private readonly SliceCounts _baseline;
    private readonly List<int> _functions;
    private readonly double _scale;

    public Explanation(ObservedSamples samples, SliceCounts examined, SliceCounts baseline)
    {
        _samples = samples;
        _examined = examined;
        _baseline = baseline;
        _functions = [.. examined.Functions, .. baseline.Functions.Where(function => examined.Frames[function] == 0)];
        _scale = (double)_examined.Duration / Math.Max(1, _baseline.Duration);
    }

    public long Samples => _examined.Total;

    public double ExpectedSamples => _baseline.Total * _scale;

    /// <summary>Evidence that the volume differs from the baseline's.</summary>
    public double VolumeEvidence => Evidence(Samples, ExpectedSamples, 2);

    /// <summary>The frames that grow most, or shrink most; those that have neither a name nor a module tell nothing and are left out.</summary>
    public ImmutableArray<Culprit> Culprits(bool isMore, int most)
    {
        List<(int Frame, double Evidence, double Excess, double Depth)> frames = [];
        double allChange = AllChange(isMore);
        foreach (int frame in _functions)
        {
            long count = _examined.Frames[frame];
            double expected = Expected(_baseline.Frames[frame]);
            double excess = count - expected;
            if (IsNameless(frame) || excess == 0 || excess > 0 != isMore || Math.Abs(excess) < MinShareOfChange * allChange || Math.Abs(excess) < 2 * _samples.Unit)
            {
                continue;
            }

            long depths = isMore ? _examined.Depths[frame] : _baseline.Depths[frame];
            long holders = isMore ? count : _baseline.Frames[frame];
            frames.Add((frame, Evidence(count, expected, 1), excess, (double)depths / Math.Max(1, holders)));
        }

        SampleStore store = _samples.Store;
        Rank(frames);
        ImmutableArray<Culprit>.Builder culprits = ImmutableArray.CreateBuilder<Culprit>();
        foreach ((int frame, _, double excess, _) in CollectionsMarshal.AsSpan(frames)[..Math.Min(most, frames.Count)])
        {
            culprits.Add(new Culprit(
                new FrameId(frame),
                store.Strings.GetString(store.Frames[frame].Symbol),
                store.Strings.GetString(store.Frames[frame].Module),
                Share(_baseline.Frames[frame], _baseline.Total),
                Share(_examined.Frames[frame], _examined.Total),
                Math.Min(1, Math.Abs(excess) / Math.Max(allChange, Math.Abs(excess))),
                excess)
            {
                RawName = store.Strings.GetString(store.Frames[frame].RawSymbol),
            });
        }

        return culprits.DrainToImmutable();
    }

    // A caller and its callee explain an event equally well as long as hardly anything else calls or is called. Of such a chain come
    // first its lower end, which says what is done, then its upper end, where this work branches off from the usual, and downwards;
    // where there is compiled code of a managed program, that before the runtime around it.
    private void Rank(List<(int Frame, double Evidence, double Excess, double Depth)> frames)
    {
        double best = frames.Count == 0 ? 0 : frames.Max(static frame => frame.Evidence);
        frames.Sort((a, b) =>
        {
            int byRank = RankOf(a).CompareTo(RankOf(b));
            return byRank != 0 ? byRank
                : RankOf(a) < Others && a.Depth != b.Depth ? a.Depth.CompareTo(b.Depth)
                : a.Evidence != b.Evidence ? b.Evidence.CompareTo(a.Evidence)
                : a.Frame.CompareTo(b.Frame);
        });
        int lowest = -1;
        for (int i = 0; i < frames.Count && RankOf(frames[i]) < Others; i++)
        {
            if (frames[i].Evidence >= LowerEnd * best && (lowest < 0 || frames[i].Depth > frames[lowest].Depth))
            {
                lowest = i;
            }
        }

        if (lowest > 0)
        {
            (int, double, double, double) frame = frames[lowest];
            frames.RemoveAt(lowest);
            frames.Insert(0, frame);
        }

        int RankOf((int Frame, double Evidence, double Excess, double Depth) frame) =>
            frame.Evidence < AsGood * best || !IsNamed(frame.Frame) ? Others
            : _samples.Store.Frames[frame.Frame].Kind == FrameKind.Jit ? 0 : 1;
    }

    public ImmutableArray<AffectedThread> Threads()
    {
        List<(double Change, AffectedThread Thread)> changed = [];
        SampleStore store = _samples.Store;
        for (int thread = 0; thread < _examined.Threads.Length; thread++)
        {
            double expected = _baseline.Threads[thread] * _scale;
            long count = _examined.Threads[thread];
            if (count + expected > 0 && Evidence(count, expected, 1) > 4)
            {
                ProfiledThread row = store.ThreadTable[thread];
                changed.Add((Math.Abs(count - expected), new AffectedThread(
                    new ThreadId(thread), store.Strings.GetString(row.Command), row.Pid, row.Tid, expected, count)));
            }
        }

        changed.Sort(static (a, b) => b.Change != a.Change ? b.Change.CompareTo(a.Change) : a.Thread.Thread.Value.CompareTo(b.Thread.Thread.Value));
        return [.. changed.Take(MaxThreads).Select(item => item.Thread)];
    }

    private double AllChange(bool isMore)
    {
        double change = 0;
        foreach (int frame in _functions)
        {
            double excess = _examined.Leaves[frame] - Expected(_baseline.Leaves[frame]);
            change += excess > 0 == isMore ? Math.Abs(excess) : 0;
        }

        return change;
    }

    private bool IsNamed(int frame) => !_samples.Store.Strings[_samples.Store.Frames[frame].Symbol].SequenceEqual(UnknownName.Utf8);

    private bool IsNameless(int frame) =>
        !IsNamed(frame) && _samples.Store.Strings[_samples.Store.Frames[frame].Module] is var module && (module.IsEmpty || module.SequenceEqual(UnknownName.Utf8));

    private double Expected(long before) => before * _scale;

    // In samples of equal weight: that is what chance counts in.
    private double Evidence(double count, double expected, double dispersion) =>
        CountDistribution.Evidence(count / _samples.Unit, (expected / _samples.Unit) + 0.5, dispersion);

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
