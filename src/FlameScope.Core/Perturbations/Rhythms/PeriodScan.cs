using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FlameScope.Perturbations.Features;
using FlameScope.Statistics;

namespace FlameScope.Perturbations.Rhythms;

/// <summary>
/// Finds rhythms too fast or too faint for each beat to be seen: the periodogram of a feature's share, whitened by its own
/// neighbourhood, summed over harmonics.
/// </summary>
internal sealed class PeriodScan
{
    private const int MinTurns = 10;
    private const int MinBins = 4;
    private const int Neighbourhood = BlockMedians.BlockLength;
    private const int MaxHarmonics = 8;
    private const int Fractions = 8;
    private const double MinPower = 6;
    private const double MaxShare = 0.9;
    private const int MinFeatures = 8;
    private const int Budget = 1 << 20;

    private readonly FeatureTable _table;
    private readonly FeatureSeries _series;
    private readonly int _bins;
    private readonly FourierTransform _transform;
    private readonly double[] _real;
    private readonly double[] _imaginary;
    private readonly double[] _power;
    private readonly BlockMedians _medians = new();
    private readonly double[] _sorted = new double[Neighbourhood];

    public PeriodScan(FeatureTable table, FeatureSeries series, TimeBins bins)
    {
        _table = table;
        _series = series;
        _bins = bins.Count;
        int size = 64;
        while (size < _bins)
        {
            size *= 2;
        }

        _transform = new FourierTransform(size);
        _real = new double[size];
        _imaginary = new double[size];
        _power = new double[size / 2];
    }

    /// <summary>The rhythms found, with the most evidence first.</summary>
    /// <param name="fewest">Fewest samples of a feature that is looked at.</param>
    /// <param name="falseAlarms">The rhythms that noise may be expected to show.</param>
    /// <param name="cancellation">Stops the scan.</param>
    public List<Rhythm> Run(int fewest, double falseAlarms, CancellationToken cancellation)
    {
        List<int> features = Choose(fewest);
        double least = Math.Log((double)features.Count * (_transform.Size / 2) * Fractions * MaxHarmonics / falseAlarms);
        List<Rhythm> rhythms = [];
        for (int i = 0; i < features.Count; i += 2)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(_real);
            Array.Clear(_imaginary);
            Fill(features[i], _real);
            if (i + 1 < features.Count)
            {
                Fill(features[i + 1], _imaginary);
            }

            // Two real series in one complex transform.
            _transform.Transform(_real, _imaginary);
            AddBest(features[i], 1, least, rhythms);
            if (i + 1 < features.Count)
            {
                AddBest(features[i + 1], -1, least, rhythms);
            }
        }

        rhythms.Sort(static (a, b) => b.Evidence != a.Evidence ? b.Evidence.CompareTo(a.Evidence) : a.Feature.CompareTo(b.Feature));
        return rhythms;
    }

    private List<int> Choose(int fewest)
    {
        List<int> features = [];
        int most = (int)(MaxShare * _table.Features[0].Count);
        for (int feature = 0; feature < _table.Features.Length; feature++)
        {
            Feature row = _table.Features[feature];
            if (row.Count >= fewest && (feature == 0 || row.Count <= most))
            {
                features.Add(feature);
            }
        }

        features.Sort((a, b) => _table.Features[b].Count != _table.Features[a].Count
            ? _table.Features[b].Count.CompareTo(_table.Features[a].Count)
            : a.CompareTo(b));
        int kept = Math.Min(features.Count, Math.Max(MinFeatures, Budget / _transform.Size));
        features.RemoveRange(kept, features.Count - kept);
        return features;
    }

    // A frame's share of all samples, so that a rhythm of the volume, or of the sampling, is not one of each frame.
    private void Fill(int feature, Span<double> values)
    {
        ReadOnlySpan<int> bins = _series.BinsOf(feature);
        ReadOnlySpan<int> sums = _series.SumsOf(feature);
        int total = _table.Features[feature].Count;
        if (_table.Features[feature].Kind == FeatureKind.Frame)
        {
            double share = (double)total / _table.Features[0].Count;
            ReadOnlySpan<int> allBins = _series.BinsOf(0);
            ReadOnlySpan<int> all = _series.SumsOf(0);
            for (int i = 0; i < allBins.Length; i++)
            {
                values[allBins[i]] = -share * (all[i + 1] - all[i]);
            }
        }
        else
        {
            values[.._bins].Fill(-(double)total / _bins);
        }

        for (int i = 0; i < bins.Length; i++)
        {
            values[bins[i]] += sums[i + 1] - sums[i];
        }
    }

    private void AddBest(int feature, int sign, double least, List<Rhythm> rhythms)
    {
        ComputePower(sign);
        Whiten();
        int first = Math.Max(1, (int)Math.Ceiling((double)MinTurns * _transform.Size / _bins));
        Rhythm best = new(feature, 0, 0);
        for (int k = first; k <= _transform.Size / MinBins; k++)
        {
            if (k < _power.Length && _power[k] >= MinPower)
            {
                for (int part = -Fractions / 2; part <= Fractions / 2; part++)
                {
                    double frequency = k + ((double)part / Fractions);
                    double evidence = EvidenceAt(frequency, Math.Max(least, best.Evidence));
                    if (evidence > best.Evidence)
                    {
                        best = new Rhythm(feature, frequency / _transform.Size, evidence);
                    }
                }
            }
        }

        if (best.Evidence >= least)
        {
            rhythms.Add(best);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ComputePower(int sign)
    {
        int size = _transform.Size;
        _power[0] = 0;
        for (int k = 1; k < _power.Length; k++)
        {
            double real = _real[k] + (sign * _real[size - k]);
            double imaginary = _imaginary[k] - (sign * _imaginary[size - k]);
            _power[k] = (real * real) + (imaginary * imaginary);
        }
    }

    // Power of noise is exponentially distributed about its local mean, which the median tells in spite of lines.
    private void Whiten()
    {
        int first = 1;
        for (; first + (4 * Neighbourhood) <= _power.Length; first += 4 * Neighbourhood)
        {
            Vector256<double> medians = _medians.OfFour(_power.AsSpan(first));
            for (int block = 0; block < 4; block++)
            {
                Scale(_power.AsSpan(first + (block * Neighbourhood), Neighbourhood), medians[block]);
            }
        }

        for (; first < _power.Length; first += Neighbourhood)
        {
            Span<double> block = _power.AsSpan(first, Math.Min(Neighbourhood, _power.Length - first));
            Span<double> sorted = _sorted.AsSpan(0, block.Length);
            block.CopyTo(sorted);
            sorted.Sort();
            Scale(block, sorted[sorted.Length / 2]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(Span<double> block, double median)
    {
        double mean = Math.Max(median / Math.Log(2), 1e-12);
        int i = 0;
        for (; i <= block.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            (Vector256.Create<double>(block[i..]) / mean).CopyTo(block[i..]);
        }

        for (; i < block.Length; i++)
        {
            block[i] /= mean;
        }
    }

    // The sum of m exponential variables exceeds s with probability exp(-s) * sum of s^i / i! for i < m: evidence is at most the sum
    // itself, which is nearly always below what counts. 0 where it is.
    private double EvidenceAt(double frequency, double least)
    {
        double sum = 0;
        double best = 0;
        for (int harmonic = 1; harmonic <= MaxHarmonics; harmonic++)
        {
            int k = (int)Math.Round(frequency * harmonic);
            if (k >= _power.Length)
            {
                break;
            }

            sum += _power[k];
            if (sum < least)
            {
                continue;
            }

            double term = 1;
            double terms = 1;
            for (int i = 1; i < harmonic; i++)
            {
                term *= sum / i;
                terms += term;
            }

            best = Math.Max(best, sum - Math.Log(terms));
        }

        return best;
    }
}
