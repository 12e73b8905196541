using System.Globalization;
using System.Text;
using FlameScope.Export.Text;
using FlameScope.Formats;
using FlameScope.Formats.PerfScript;
using FlameScope.Perturbations;

namespace FlameScope.Core.Tests.Formats.PerfScript;

/// <summary>What the loader guesses saves time and changes nothing.</summary>
public sealed class GuessTests
{
    private static readonly string[] Events = ["1001001 cpu-clock:ppp: ", "250000 cycles:u: ", "7 cpu-clock:ppp: ", "cpu-clock:ppp: "];
    private static readonly string[] Modules = ["[kernel.kallsyms]", "/usr/lib/libc.so.6", "/tmp/perf-7.map", "inlined", "[unknown]"];

    [Fact]
    public void Recordings_that_repeat_themselves_load_as_plain_reading_reads_them()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            byte[] text = Render(new Random(seed), samples: 400);
            string[] expected = Stores.Describe(PlainReading.Load(text));
            Assert.Equal(400, expected.Length);
            Assert.Equal(expected, Stores.Describe(Load(text)));
        }
    }

    // Texts one byte apart from the expected one, at every place of a line.
    [Fact]
    public void A_line_that_differs_from_the_guess_in_any_one_byte_is_read_as_it_is()
    {
        const string Known = "\t            1234 do_something_or_other+0x1a (/usr/lib/x86_64-linux-gnu/libc.so.6)";
        for (int place = 0; place < Known.Length; place++)
        {
            foreach (char other in " \t\nx0)")
            {
                string changed = Known[..place] + other + Known[(place + 1)..];
                byte[] text = Encoding.UTF8.GetBytes(Sample(1, Known) + Sample(2, Known) + Sample(3, changed) + Sample(4, Known));
                Assert.Equal(Stores.Describe(PlainReading.Load(text)), Stores.Describe(Load(text)));
            }
        }
    }

    [Fact]
    public void An_event_line_that_differs_from_a_known_one_in_any_one_byte_is_read_as_it_is()
    {
        const string Known = "worker 12 1234 [001]  1066.262237:    1001001 cpu-clock:ppp: ";
        for (int place = 0; place < Known.Length; place++)
        {
            foreach (char other in " :.\n9[x")
            {
                string changed = Known[..place] + other + Known[(place + 1)..];
                byte[] text = Encoding.UTF8.GetBytes($"{Known}\n\t            1234 a+0x1 (/b)\n\n{Known}\n\n{changed}\n\n{Known}\n\n");
                Assert.Equal(Stores.Describe(PlainReading.Load(text)), Stores.Describe(Load(text)));
            }
        }
    }

    [Fact]
    public void A_known_text_whose_address_makes_the_line_too_long_is_too_long()
    {
        string name = new('f', 1010);
        string shortLine = $"\t 3 {name}";
        string longLine = $"\t               3 {name}";
        byte[] text = Encoding.UTF8.GetBytes(Sample(1, shortLine) + Sample(2, shortLine) + Sample(3, longLine));
        SampleStore store = Load(text, new PerfScriptOptions { MaxLineBytes = 1024 });
        Assert.Equal(1, store.Report.Unparsed);
        Assert.Equal(1, store.StackTrie.DepthOf(store.Stacks[2]));
    }

    [Fact]
    public void Samples_whose_names_are_all_known_allocate_nothing()
    {
        byte[] text = Render(new Random(1), samples: 400);
        SampleStoreBuilder builder = new();
        using TextParser parser = new(builder, new LoadContext(), new PerfScriptOptions());
        while (builder.SampleCount < 5_000)
        {
            Feed(parser, text);
        }

        // The columns hold 8,192 samples by now; their growth is what would be allocated else.
        Assert.InRange(builder.SampleCount, 5_000, 6_000);
        int samples = builder.SampleCount;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(parser, text);
        Feed(parser, text);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(builder.SampleCount >= samples + 400, "Nothing was parsed.");
        Assert.Equal(0, after - before);
    }

    private static string Sample(int second, string frame) =>
        $"app  7 [000]  {second}.000000:  1 cycles: \n{frame}\n\t            5678 main+0x1 (/bin/app)\n\n";

    private static SampleStore Load(byte[] text, PerfScriptOptions? options = null) =>
        ProfileLoader.LoadAsync(new MemoryStream(text), new LoadOptions { Formats = [new PerfScriptFormat(options ?? new PerfScriptOptions())] })
            .GetAwaiter().GetResult();

    private static void Feed(TextParser parser, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            int count = Math.Min(text.Length, parser.FreeSpace.Length);
            text[..count].CopyTo(parser.FreeSpace.Span);
            parser.Advance(count);
            text = text[count..];
        }
    }

    // Few functions that call each other in changing ways, at changing places of their code, as in real programs.
    private static byte[] Render(Random random, int samples)
    {
        StringBuilder text = new();
        List<int> stack = [];
        for (int sample = 0; sample < samples; sample++)
        {
            text.Append(CultureInfo.InvariantCulture, $"worker {random.Next(3)} {100 + random.Next(3)} [{random.Next(2):D3}] {1000 + sample}.{random.Next(1_000_000):D6}: {Events[random.Next(12) is var e && e < 4 ? e : 0]}\n");
            int kept = random.Next(stack.Count + 1);
            stack.RemoveRange(kept, stack.Count - kept);
            for (int added = random.Next(6); added > 0 && stack.Count < 30; added--)
            {
                stack.Add(random.Next(24));
            }

            for (int level = stack.Count - 1; level >= 0; level--)
            {
                AddFrame(text, stack[level], random);
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddFrame(StringBuilder text, int function, Random random)
    {
        string name = function % 7 == 3 ? $"Lorg/app/Service{function};::run->Lorg/app/Inner;::step" : $"module::function_{function}";
        int offset = random.Next(8) == 0 ? random.Next(4) : function;
        text.Append(CultureInfo.InvariantCulture, $"\t{0x400000 + (function * 64) + offset,16:x} {name}+0x{offset:x} ({Modules[function % Modules.Length]})\n");
        if (random.Next(40) == 0)
        {
            text.Append("  file.rs:12 (inlined)\n");
        }
    }
}
