using System.Text;
using CsCheck;
using FlameScope.Symbols;
using static FlameScope.Core.Tests.Symbols.Demangling;

namespace FlameScope.Core.Tests.Symbols;

/// <summary>Names that are made to take time, memory or stack. The bounds hold by count, so no test looks at a clock.</summary>
public sealed class HostileNameTests
{
    private const int SmallStack = 256 * 1024;

    private static readonly string[] Names =
    [
        Doubled("_Z1fI1PIiiE", i => $"S0_IS{Base36(i + 1)}_S{Base36(i + 1)}_E", 1000) + "Evi",
        Doubled("_Z1fI1PIJEE", i => $"S0_IJS{Base36(i + 1)}_S{Base36(i + 1)}_EE", 1000) + "Evi",
        DoubledRust("TuuE"),
        DoubledRust("TE"),
        "_Z1fI" + new string('P', 8000) + "iEvi",
        "_Z1fI" + new string('K', 9000) + "iEvi",
        "_Z1fI" + new string('R', 7000) + "iEvi",
        "_Z1fI" + Repeat("A1_", 5000) + "iEvi",
        "_Z1fI" + Repeat("M1a", 5000) + "iEvi",
        "_Z1fI" + Repeat("1AI", 3000) + "i" + new string('E', 3000) + "Evi",
        "_Z" + Repeat("Z1fvE", 2000) + "1x",
        "_Z1fIX" + Repeat("nt", 4000) + "Lb1EEEvi",
        "_Z1fI" + new string('F', 8000) + "v",
        "_Z1fIDT" + Repeat("Dp", 7000),
        "_Z" + Repeat("cv", 4000) + "i",
        "_ZN1a" + Repeat("cvT_IiE", 2000) + "Ev",
        "_ZN1acv" + Repeat("cvT_I", 2000),
        "_ZN1acv1AI" + Repeat("XcvT_I", 2000),
        "_ZUlTt" + Repeat("Tt", 7000),
        "_ZUlTp" + Repeat("Tp", 7000),
        "_Z1fI" + Repeat("Ul", 7000) + "vE_E",
        "_ZZ1fIJ" + new string('i', 2000) + "EEvDp" + Repeat("PFDp", 300) + "T_" + Repeat("vE", 300) + "E1x",
        "_ZZ1fIJ" + new string('i', 60) + "EEv" + Repeat("FvDp", 20) + "T_" + new string('E', 20) + "E1x",
        "_ZZ1fIRiEv" + new string('O', 7000) + "T_E1x",
        "_Z1fILi" + new string('9', 15000) + "EEvv",
        "_ZN" + Repeat("1a", 8000) + "E",
        "_ZN" + Repeat("1a", 500_000) + "E",
        "_Z" + new string('1', 1_000_000),
        "_ZN" + Repeat("4$LT$", 3000) + "17h0123456789abcdefE",
        Repeat("RN", 5000).Insert(0, "_"),
        "_RI" + new string('I', 9000) + "C1a",
        "_RMC1a" + new string('R', 15000) + "u",
        "_RINvC1a1fFGzzzzzzzzz_EuE",
        "_RINvC1a1fFG" + "zz_EuE",
        "_RNvC1au9999" + new string('a', 9999),
        Repeat("a::h0123456789abcdef", 800),
        Repeat("$u20$", 3000),
        new string('$', 16000),
        Repeat("::", 8000) + "::h0123456789abcdef",
    ];

    [Fact]
    public void Hostile_names_end_on_a_small_stack_within_the_limits()
    {
        List<string> broken = [];
        Thread thread = new(() => broken.AddRange(Names.Where(IsBroken)), SmallStack);
        thread.Start();
        thread.Join();
        Assert.Empty(broken);
    }

    [Fact]
    public void Names_whose_text_doubles_again_and_again_stay_as_they_are() => Assert.All(Names[..4], name => Assert.Equal(name, Shown(name)));

    [Fact]
    public void A_name_is_demangled_up_to_the_longest_length()
    {
        int length = Demangler.MaxNameLength - "_ZN1a16372E".Length;
        string longest = $"_ZN1a{length}{new string('b', length)}E";
        Assert.Equal(Demangler.MaxNameLength, longest.Length);
        Assert.Equal($"a::{new string('b', length)}", Shown(longest));
        Assert.Equal(longest + ".cold", Shown(longest + ".cold"));
    }

    [Fact]
    public void Damaged_names_neither_throw_nor_leave_anything_to_the_next_name()
    {
        string[] seeds = [.. Pairs("cpp.tsv").Concat(Pairs("rust.tsv")).Select(pair => pair.Name)];
        Gen<string> seed = Gen.Int[0, seeds.Length - 1].Select(row => seeds[row]);
        Demangler used = new();
        Gen.Select(seed, seed, Gen.Int[0, 400], Gen.Int[0, 400], Gen.Byte, Gen.Int[0, 4]).Sample(
            (name, other, place, length, letter, kind) =>
            {
                byte[] damaged = Damage(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(other), place, length, letter, kind);
                bool isShown = used.TryDemangle(damaged, out ReadOnlySpan<byte> shown);
                Assert.InRange(shown.Length, isShown ? 1 : 0, isShown ? Demangler.MaxTextLength : 0);
                Assert.Equal(isShown, new Demangler().TryDemangle(damaged, out ReadOnlySpan<byte> fresh));
                Assert.True(shown.SequenceEqual(fresh));
            },
            iter: Iterations.Of(20_000),
            threads: 1);
    }

    private static bool IsBroken(string name)
    {
        Demangler demangler = new();
        bool isShown = demangler.TryDemangle(Encoding.UTF8.GetBytes(name), out ReadOnlySpan<byte> shown);
        return isShown ? shown.Length is 0 or > Demangler.MaxTextLength : !shown.IsEmpty;
    }

    private static byte[] Damage(byte[] name, byte[] other, int place, int length, byte letter, int kind)
    {
        place %= name.Length;
        length = Math.Min(length % 16, name.Length - place);
        return kind switch
        {
            0 => [.. name[..place], letter, .. name[(place + 1)..]],
            1 => [.. name[..place], .. name[(place + length)..]],
            2 => [.. name[..place], .. other[..Math.Min(length, other.Length)], .. name[place..]],
            3 => [.. name[..place], .. name[..(place + length)], .. name[place..]],
            _ => name[..place],
        };
    }

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static string Doubled(string start, Func<int, string> part, int count) => start + string.Concat(Enumerable.Range(0, count).Select(part));

    private static string DoubledRust(string first)
    {
        StringBuilder name = new("INvC1a1f" + first);
        int target = name.Length - first.Length;
        for (int i = 0; i < 300; i++)
        {
            int next = name.Length;
            name.Append(System.Globalization.CultureInfo.InvariantCulture, $"TB{Base62(target)}B{Base62(target)}E");
            target = next;
        }

        return $"_R{name}E";
    }

    private static string Base36(int number) => Digits(number, 36, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static string Base62(int number) =>
        number == 0 ? "_" : Digits(number - 1, 62, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") + "_";

    private static string Digits(int number, int radix, string digits) =>
        (number >= radix ? Digits(number / radix, radix, digits) : "") + digits[number % radix];
}
