using FlameScope;

string recording = args is [string path, ..] ? path : Path.Combine(AppContext.BaseDirectory, "segstore.perf.gz");
SampleStore store = await ProfileLoader.LoadAsync(recording);
HeatMap map = HeatMap.Create(store);

// The first and the last second are cut off by the recording's edges.
int[] whole = [.. Enumerable.Range(1, Math.Max(0, map.Columns - 2))];
if (whole.Length < 3)
{
    Console.WriteLine("The recording is too short: at least three whole seconds are needed.");
    return;
}

FlameTree[] seconds = [.. whole.Select(column => FlameTree.Create(store.Slice(SecondAt(column))))];
FlameTree all = FlameTree.Merge(seconds);
FlameDiffOptions perSecond = new() { Mode = FlameDiffMode.PerSecond };
double[] excess = [.. seconds.Select(second => ExcessOf(FlameDiff.Create(all, second, perSecond)))];
int slow = Array.IndexOf(excess, excess.Max());
Console.WriteLine($"second {whole[slow]}: {seconds[slow].Total} samples, {excess[slow]:F0} of them in code that is not as busy otherwise");

// What is usual: the three whole seconds on either side.
FlameTree usual = FlameTree.Merge(seconds.Where((_, second) => second != slow && Math.Abs(second - slow) <= 3));
FlameDiff diff = FlameDiff.Create(usual, seconds[slow], perSecond);
Console.WriteLine($"compared with {usual.Total} samples in {usual.Duration / 1e9:F0} seconds around it:");
foreach (FrameDiffRow row in diff.Frames().Where(row => row.IsSignificant))
{
    Console.WriteLine($"{row.TotalDelta,8:+0.0;-0.0} samples/s  {row.BaselineTotal,4} -> {row.ExaminedTotal,-4} {row.Name}");
}

TimeRange SecondAt(int column) => map.RangeOf(new HeatMapCell(column, 0), new HeatMapCell(column, map.Rows - 1));

// A second may do something else without being busier, so totals are not enough: what counts is everything that an average
// second does not have.
static double ExcessOf(FlameDiff diff) => Enumerable.Range(0, diff.Count).Sum(node => Math.Max(0, diff.SelfDelta(node)));
