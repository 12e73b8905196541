using System.Text;
using CsCheck;
using FlameScope.Formats;
using FlameScope.Fuzz.Checks;
using FlameScope.Fuzz.Inputs;
using FlameScope.Symbols.Files;
using FlameScope.Symbols.Runtimes;

namespace FlameScope.Core.Tests.Symbols.Runtimes;

public sealed class JitDumpTests
{
    private const string Path = "/tmp/app/jit-7.dump";

    [Fact]
    public void An_address_that_is_used_again_is_another_function_later()
    {
        JitDump dump = Read(new JitDumpWriter(7).Load(100, 0x1000, 0x20, 0, "first").Load(200, 0x1010, 0x20, 1, "second").Other(2, 250).ToArray());

        Assert.Equal("", NameAt(dump, 0x1010, 99));
        Assert.Equal("first", NameAt(dump, 0x1010, 100));
        Assert.Equal("first", NameAt(dump, 0x1010, 199));
        Assert.Equal("second", NameAt(dump, 0x1010, 200));
        Assert.Equal("first", NameAt(dump, 0x100f, 300));
        Assert.Equal("", NameAt(dump, 0x1030, 300));
    }

    [Fact]
    public void An_answer_tells_for_which_times_it_holds()
    {
        JitDump dump = Read(new JitDumpWriter(7).Load(100, 0x1000, 0x20, 0, "first").Load(200, 0x1000, 0x20, 1, "second").ToArray());

        SymbolMatch match = dump.Find(0x1000, 150);
        Assert.Equal((100, 200), (match.From, match.Until));
        match = dump.Find(0x1000, 50);
        Assert.Equal((long.MinValue, 100), (match.From, match.Until));
        match = dump.Find(0x1000, 250);
        Assert.Equal((200, long.MaxValue), (match.From, match.Until));
    }

    [Fact]
    public void The_module_is_the_file_that_perf_inject_would_write()
    {
        JitDump dump = Read(new JitDumpWriter(7).Load(100, 0x1000, 0x20, 42, "a").ToArray());

        Assert.Equal("/tmp/app/jitted-7-42.so"u8, dump.Find(0x1000, 100).Module);
    }

    [Fact]
    public void Code_that_moved_is_found_where_it_went()
    {
        JitDump dump = Read(new JitDumpWriter(7).Load(100, 0x1000, 0x20, 5, "a").Move(200, 0x1000, 0x9000, 0x20, 5).ToArray());

        Assert.Equal("a", NameAt(dump, 0x1008, 199));
        Assert.Equal("", NameAt(dump, 0x1008, 200));
        Assert.Equal("", NameAt(dump, 0x9008, 199));
        Assert.Equal("a", NameAt(dump, 0x9008, 200));
    }

    [Fact]
    public void Times_of_another_clock_do_not_count()
    {
        JitDump dump = Read(new JitDumpWriter(7, flags: 1).Load(5_000, 0x1000, 0x20, 0, "first").Load(6_000, 0x1000, 0x20, 1, "second").ToArray());

        Assert.True(dump.IgnoresTime);
        Assert.Equal("second", NameAt(dump, 0x1000, 1));
    }

    [Fact]
    public void What_comes_before_the_damage_is_kept()
    {
        byte[] whole = new JitDumpWriter(7).Load(100, 0x1000, 0x20, 0, "first").Load(200, 0x2000, 0x20, 1, "second").ToArray();

        JitDump dump = Read(whole[..^3]);
        Assert.True(dump.IsTruncated);
        Assert.Equal("first", NameAt(dump, 0x1000, 300));
        Assert.Null(JitDump.TryRead(SymbolFile.Of("not a dump, and long enough for a header"u8.ToArray(), "x"), Path, false));
    }

    [Fact]
    public void Damage_at_any_byte_is_harmless()
    {
        byte[] whole = new JitDumpWriter(7).Load(100, 0x1000, 0x20, 0, "first").Move(150, 0x1000, 0x3000, 0x20, 0).Load(200, 0x1010, 0x20, 1, "second").ToArray();
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte value in (byte[])[0, 1, 0x7f, 0x80, 0xff])
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;
                SymbolCheck.RunJitDump(damaged);
            }

            SymbolCheck.RunJitDump(whole[..i]);
        }
    }

    [Fact]
    public void The_last_code_to_come_holds_an_address_in_any_dump() =>
        Gen.Select(Gen.ULong[0x1000, 0x6000], Gen.OneOf(Gen.ULong[1, 0x40], Gen.ULong[0x1000, 0x20000]), Gen.Int[0, 20]).Array[1, 20].Sample(loads =>
        {
            JitDumpWriter writer = new(7);
            for (int i = 0; i < loads.Length; i++)
            {
                writer.Load((ulong)loads[i].Item3, loads[i].Item1, loads[i].Item2, (ulong)i, $"f{i}");
            }

            JitDump dump = Read(writer.ToArray());
            for (ulong address = 0xff0; address < 0x6100; address += 0x31)
            {
                for (int time = 0; time < 22; time += 3)
                {
                    int expected = Enumerable.Range(0, loads.Length)
                        .Where(i => loads[i].Item1 <= address && address < loads[i].Item1 + loads[i].Item2 && loads[i].Item3 <= time)
                        .OrderBy(i => loads[i].Item3).ThenBy(static i => i).LastOrDefault(-1);
                    Assert.Equal(expected < 0 ? "" : $"f{expected}", NameAt(dump, address, time));
                }
            }
        }, iter: 30);

    private static JitDump Read(byte[] content) => JitDump.TryRead(SymbolFile.Of(content, "test"), Path, ignoresTime: false)!;

    private static string NameAt(JitDump dump, ulong address, long time) => Encoding.UTF8.GetString(dump.Find(address, time).Name);
}
