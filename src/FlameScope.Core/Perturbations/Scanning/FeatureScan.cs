using FlameScope.Perturbations.Features;

namespace FlameScope.Perturbations.Scanning;

/// <summary>Scans all features and joins what they show.</summary>
internal sealed class FeatureScan
{
    private const long Second = 1_000_000_000;
    private const int MinFlank = 8;

    // A longer window has no surroundings left to be compared with.
    private const int LongestShare = 20;
    // Perturbations are rarer than one in so many seconds, unless they are few.
    private const int SecondsAClump = 3;
    private const int MinClumps = 12;
    private const int MaxFollowed = 100;

    // How many features tell what is usual: every n-th.
    private const int MaxMeasured = 512;

    private readonly FeatureTable _table;
    private readonly FeatureSeries _series;
    private readonly TimeBins _bins;
    private readonly CancellationToken _cancellation;
    private readonly double _falseAlarms;
    private readonly ScanLimits _limits;
    private readonly List<double> _persistences = [];
    private readonly Dictionary<int, FeatureCounts> _counts = [];

    public FeatureScan(
        FeatureTable table, FeatureSeries series, TimeBins bins, PerturbationOptions options, CancellationToken cancellation)
    {
        _table = table;
        _series = series;
        _bins = bins;
        _cancellation = cancellation;
        _falseAlarms = options.FalseAlarms;
        Tests = CountTests();
        int second = (int)Math.Clamp(Second / bins.Width, MinFlank, Math.Max(MinFlank, bins.Count / 4));
        _limits = new ScanLimits(
            Math.Log(Tests / options.FalseAlarms), options.MinSamples, Math.Max(2, bins.Count / LongestShare), second,
            Math.Max(MinClumps, bins.Count / second / SecondsAClump));
    }

    /// <summary>Number of windows that are looked at, over all features and lengths: what evidence is corrected for.</summary>
    public double Tests { get; }

    public ScanLimits Limits => _limits;

    public List<CandidateGroup> Run()
    {
        List<Candidate> candidates = [];
        WindowScan windows = new(_bins, _limits);
        LevelScan levels = new(_bins, _limits);
        BinRanks ranks = new();
        FeatureCounts counts = new(_series, ranks, _bins.Count);
        CountPyramid pyramid = new();
        int stride = Math.Max(1, _table.Features.Length / MaxMeasured);
        for (int feature = 0; feature < _table.Features.Length; feature++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Feature row = _table.Features[feature];
            pyramid.Build(_series.BinsOf(feature), _series.SumsOf(feature), windows.Levels);
            if (feature == 0)
            {
                levels.LoadVolume(pyramid);
            }

            bool mayRise = windows.MayRise(pyramid, row.Count);
            bool mayChange = levels.MayChange(pyramid, feature, row.Count);
            bool isMeasured = feature % stride == 0;
            if (!mayRise && !mayChange && !isMeasured && !CanFall(row))
            {
                continue;
            }

            counts.Load(feature);
            windows.Measure(counts, pyramid);
            int before = candidates.Count;
            windows.Scan(counts, pyramid, CanFall(row), candidates);
            if (mayChange)
            {
                levels.Scan(counts, candidates);
            }

            if (isMeasured)
            {
                RememberRuns(counts);
            }

            if (candidates.Count > before)
            {
                _counts.Add(feature, counts);
                counts = new FeatureCounts(_series, ranks, _bins.Count);
            }
        }

        List<CandidateGroup> groups = new CandidateMerger(feature => _counts[feature], new RunModel(_persistences, _limits), _limits).Merge(candidates);
        FindWeaker(groups, pyramid);
        return groups;
    }

    // Where a feature has shown an event once, it alone is looked at for weaker ones of its kind: few tests, so less evidence will do.
    private void FindWeaker(List<CandidateGroup> groups, CountPyramid pyramid)
    {
        int strong = Math.Min(groups.Count, MaxFollowed);
        double evidence = Math.Log(2.0 * _bins.Count / _falseAlarms);
        WindowScan scan = new(_bins, _limits with { Evidence = evidence, MinSamples = Math.Max(4, _limits.MinSamples / 2) });
        HashSet<int> done = [];
        List<Candidate> candidates = [];
        for (int i = 0; i < strong; i++)
        {
            Candidate lead = groups[i].Lead;
            if (lead.Shape != ChangeShape.Rise || !done.Add(lead.Feature))
            {
                continue;
            }

            _cancellation.ThrowIfCancellationRequested();
            candidates.Clear();
            pyramid.Build(_series.BinsOf(lead.Feature), _series.SumsOf(lead.Feature), scan.Levels);
            scan.Scan(_counts[lead.Feature], pyramid, false, candidates);
            foreach (Candidate candidate in candidates)
            {
                if (candidate.Shape == lead.Shape
                    && candidate.Length <= 4 * lead.Length && lead.Length <= 4 * candidate.Length
                    && !groups.Exists(group => !group.Lead.IsStep && candidate.OverlapWith(group.Lead.First, group.Lead.End) > 0))
                {
                    groups.Add(new CandidateGroup(candidate));
                }
            }
        }
    }

    // A function that gives way to others shows in their rise, and so does a thread that is most of the recording.
    private bool CanFall(Feature feature) => feature.Kind switch
    {
        FeatureKind.All => true,
        FeatureKind.Frame => false,
        _ => 2 * feature.Count <= _table.Features[0].Count,
    };

    private double CountTests()
    {
        double tests = 0;
        for (int feature = 0; feature < _table.Features.Length; feature++)
        {
            int length = _series.BinsOf(feature).Length;
            for (int level = 0; (1 << level) < _bins.Count / LongestShare; level++)
            {
                tests += 2.0 * Math.Min(length, _bins.Count >> level);
            }
        }

        return Math.Max(1, tests);
    }

    // What runs no more often than there may be perturbations may be one itself: it tells nothing of the others.
    private void RememberRuns(FeatureCounts counts)
    {
        if (counts.IsRare)
        {
            (double followed, int samples, int runs, _) = counts.RunsOutside(0, 0, _limits.MinSamples, 0);
            if (runs > _limits.MaxClumps)
            {
                _persistences.Add(followed / samples);
            }
        }
    }
}
