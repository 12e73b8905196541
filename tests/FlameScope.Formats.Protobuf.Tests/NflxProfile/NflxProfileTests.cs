using FlameScope.Formats.Protobuf.NflxProfile;

namespace FlameScope.Formats.Protobuf.Tests.NflxProfile;

public sealed class NflxProfileTests
{
    [Fact]
    public void Netflixs_own_file_has_its_samples_a_tenth_of_a_second_apart()
    {
        SampleStore store = DataFiles.Load("nodejs1.nflxprofile");

        Assert.Equal([136_087_100_000_000, 136_087_200_000_000, 136_087_300_000_000, 136_087_400_000_000, 136_087_500_000_000, 136_087_500_000_000], store.Times.ToArray().Select(Rounded));
        Assert.Equal(["node 12783/12785", .. Enumerable.Repeat("node 12783/12783", 5)], DescribedSample.AllOf(store).Select(sample => sample.Thread));
        Assert.EndsWith("LazyCompile:*b [eval]:1", DescribedSample.AllOf(store)[5].Stack, StringComparison.Ordinal);
        Assert.Equal("nflxprofile", store.Report.Format);

        static long Rounded(long time) => (time + 500_000) / 1_000_000 * 1_000_000;
    }

    [Fact]
    public void Children_alone_tell_the_paths_of_the_tree()
    {
        SampleStore store = DataFiles.Load(Tree(parents: false));
        Assert.Equal([("app -1/-1", "main;work"), ("app -1/-1", "main")], DescribedSample.AllOf(store).Select(sample => (sample.Thread, sample.Stack)));
        Assert.Equal(DescribedSample.AllOf(DataFiles.Load(Tree(parents: true))), DescribedSample.AllOf(store));
    }

    [Fact]
    public void A_tree_that_goes_in_circles_ends()
    {
        byte[] input = new WireWriter().Double(1, 1).Double(2, 2).Packed(3, 1, 2).Double(4, 0).Double(4, 0)
            .Message(5, entry => entry.Varint(1, 1).Message(2, node => node.Text(1, "a").Text(4, "user").Varint(5, 2)))
            .Message(5, entry => entry.Varint(1, 2).Message(2, node => node.Text(1, "b").Text(4, "user").Varint(5, 1)))
            .ToArray();
        Assert.Equal(["b;a", "b"], DescribedSample.AllOf(DataFiles.Load(input)).Select(sample => sample.Stack));
    }

    [Fact]
    public void A_tree_of_a_hundred_thousand_levels_is_read()
    {
        const int Depth = 100_000;
        WireWriter writer = new WireWriter().Double(1, 1).Double(2, 2).Packed(3, Depth).Double(4, 0);
        for (int i = 1; i <= Depth; i++)
        {
            writer.Message(5, entry => entry.Varint(1, i).Message(2, node => node.Text(1, $"f{i}").Text(4, "user").Varint(5, i - 1)));
        }

        SampleStore store = DataFiles.Load(writer.ToArray());
        Assert.Equal(Depth, store.StackTrie.DepthOf(store.Stacks[0]));
    }

    [Fact]
    public void Samples_without_a_node_or_a_time_are_counted_as_unparsed()
    {
        byte[] input = new WireWriter().Double(1, 1).Double(2, 2).Packed(3, 0, 9, 0).Double(4, 0).Double(4, 0)
            .Message(5, entry => entry.Varint(1, 0).Message(2, node => node.Text(1, "root")))
            .ToArray();
        SampleStore store = DataFiles.Load(input);
        Assert.Equal((1, 2L, 3L), (store.Count, store.Report.Unparsed, store.Report.Events));
        Assert.Contains("time_deltas has 2 numbers for 3 samples", store.Report.Diagnostics[1].Expected, StringComparison.Ordinal);
        Assert.Throws<ProfileFormatException>(() => DataFiles.Load(input, DataFiles.Options with { IsStrict = true }));
    }

    [Fact]
    public void Times_are_the_rounded_exact_sums_of_doubles()
    {
        double[] deltas = [0.1, 0.10000000000582077, 1e-9, 3e-10, 0.3, 123.456789012, -0.5, 5e-324];
        ExactSeconds time = default;
        System.Numerics.BigInteger exact = 0;
        foreach (double delta in deltas)
        {
            Assert.True(time.TryAdd(delta));
            exact += Scaled(delta);
            System.Numerics.BigInteger half = System.Numerics.BigInteger.One << 1073;
            Assert.Equal((long)(((exact * 1_000_000_000) + half) >> 1074), time.Nanoseconds);
        }

        Assert.False(time.TryAdd(double.NaN));
        Assert.False(time.TryAdd(double.PositiveInfinity));
        Assert.False(time.TryAdd(1e300));

        // Every double is a multiple of 2^-1074.
        static System.Numerics.BigInteger Scaled(double value)
        {
            long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
            int exponent = (int)(bits >> 52);
            System.Numerics.BigInteger mantissa = (bits & 0xfffffffffffff) + (exponent > 0 ? 1L << 52 : 0);
            System.Numerics.BigInteger scaled = mantissa << Math.Max(0, exponent - 1);
            return value < 0 ? -scaled : scaled;
        }
    }

    private static byte[] Tree(bool parents)
    {
        WireWriter writer = new WireWriter().Double(1, 1).Double(2, 2).Varint(3, 4).Varint(3, 3).Double(4, 0).Double(4, 0.5);
        (string Name, string Library, int Parent, int[] Children)[] nodes =
            [("root", "", -1, [2]), ("app", "", 1, [3]), ("main", "user", 2, [4]), ("work", "jit", 3, [])];
        for (int i = 0; i < nodes.Length; i++)
        {
            (string name, string library, int parent, int[] children) = nodes[i];
            writer.Message(5, entry => entry.Varint(1, i + 1).Message(2, node =>
            {
                node.Text(1, name).Text(4, library);
                if (parents && parent >= 0)
                {
                    node.Varint(5, parent);
                }

                foreach (int child in parents ? [] : children)
                {
                    node.Varint(3, child);
                }
            }));
        }

        return writer.ToArray();
    }
}
