using System.Text;
using FlameScope.Symbols;

namespace FlameScope.Core.Tests.Symbols.DotNet;

/// <summary>Names of .NET's runtime, as traces and perf maps have them.</summary>
public sealed class RuntimeNameTests
{
    [Theory]
    [InlineData("void [gcpulse] P::RequestLoop()[QuickJitted]", "P.RequestLoop")]
    [InlineData("void [gcpulse] P::RequestLoop()[OptimizedTier1OSR]", "P.RequestLoop")]
    [InlineData("int32 [gcpulse] P::HandleRequest(int32)[Tier1]", "P.HandleRequest")]
    [InlineData("int32 [gcpulse] P::HandleRequest(int32)", "P.HandleRequest")]
    [InlineData("!!1 [System.Linq] System.Linq.Enumerable::Sum(class [System.Runtime]System.Collections.Generic.IEnumerable`1<!!0>)[OptimizedTier1]", "System.Linq.Enumerable.Sum")]
    [InlineData("class [System.Runtime]System.String[] [app] A.B::C(int32[])[PreJIT]", "A.B.C")]
    [InlineData("instance bool [System.Private.CoreLib] System.Collections.Generic.Dictionary`2[System.__Canon,System.Int64]::TryInsert(!0,!1,valuetype X)[Tier0]", "System.Collections.Generic.Dictionary<__Canon, long>.TryInsert")]
    [InlineData("instance void [gcpulse] P+<>c__DisplayClass14_0::<Main>b__0()[QuickJitted]", "P.Main.lambda_0")]
    [InlineData("string [System.Private.CoreLib] System.Number::<FormatInt64>g__FormatInt64Slow|25_0(int64,string)[OptimizedTier1]", "System.Number.FormatInt64.FormatInt64Slow")]
    [InlineData("instance void [app] App.Orders+<RunAsync>d__3::MoveNext()[Tier1]", "App.Orders.RunAsync")]
    public void A_line_of_the_perf_map_is_its_method(string name, string tidy) => Assert.Equal(tidy, Tidy(name));

    [Theory]
    [InlineData("stub ReportStubBlock<VSD_DispatchStub>")]
    [InlineData("LazyCompile:~serialize /srv/app.js:10:5")]
    [InlineData("std::vector<int>::push_back(int const&)")]
    [InlineData("-[NSView drawRect:]")]
    [InlineData("void [app] Method()")]
    [InlineData("[app] A::B")]
    [InlineData("a [b")]
    [InlineData("[[[ ] ::()")]
    public void Other_names_stay(string name) => Assert.Null(Tidy(name));

    [Theory]
    [InlineData("System.Threading.Thread", "Sleep", "System.Threading.Thread.Sleep")]
    [InlineData("P", ".ctor", "P..ctor")]
    [InlineData("", "IL_STUB", "IL_STUB")]
    [InlineData("Program", "<Main>$", "Program.Main")]
    [InlineData("Program", "<<Main>$>g__Work|0_1", "Program.Main.Work")]
    [InlineData("Program+<>c", "<<Main>$>b__0_0", "Program.Main.lambda_0_0")]
    [InlineData("Program+<>c__DisplayClass0_0+<<<Main>$>b__0>d", "MoveNext", "Program.Main.lambda_0")]
    [InlineData("A.B+<Fetch>d__5`1[System.__Canon]", "MoveNext", "A.B.Fetch<__Canon>")]
    [InlineData("A.B`1+<Fetch>d__5`1[System.Int32,System.__Canon]", "MoveNext", "A.B<int>.Fetch<__Canon>")]
    [InlineData("A.B+<Items>d__5", "System.IDisposable.Dispose", "A.B.Items.System.IDisposable.Dispose")]
    [InlineData("A.B+<<Run>g__Local|0_0>d", "MoveNext", "A.B.Run.Local")]
    [InlineData("System.Collections.Generic.Dictionary`2+Enumerator[System.__Canon,System.Int64]", "MoveNext", "System.Collections.Generic.Dictionary<__Canon, long>.Enumerator.MoveNext")]
    [InlineData("System.Collections.Generic.List`1", "Add", "System.Collections.Generic.List<>.Add")]
    [InlineData("System.Collections.Generic.Dictionary`2", "Add", "System.Collections.Generic.Dictionary<,>.Add")]
    [InlineData("X.Y`1[System.Collections.Generic.List`1[System.Byte[]]]", "Z", "X.Y<System.Collections.Generic.List<byte[]>>.Z")]
    [InlineData("X.Y", "Z[System.Int32,System.String]", "X.Y.Z<int, string>")]
    [InlineData("R.AsyncTaskMethodBuilder`1+AsyncStateMachineBox`1[R.VoidTaskResult,P+<Run>d__3]", "MoveNext", "R.AsyncTaskMethodBuilder<R.VoidTaskResult>.AsyncStateMachineBox<P.Run>.MoveNext")]
    [InlineData("<>f__AnonymousType0`2[System.Int32,System.Int32]", "ToString", "<>f__AnonymousType0<int, int>.ToString")]
    public void A_method_of_a_type_is_as_the_source_has_it(string type, string method, string tidy)
    {
        Assert.True(new Demangler().TryTidyRuntimeName(Encoding.UTF8.GetBytes(type), Encoding.UTF8.GetBytes(method), out ReadOnlySpan<byte> shown));
        Assert.Equal(tidy, Encoding.UTF8.GetString(shown));
    }

    [Fact]
    public void Any_brackets_end()
    {
        const string Letters = "<>[]+`1,.AbdgcM|$_";
        Random random = new(19);
        Demangler demangler = new();
        for (int i = 0; i < 50_000; i++)
        {
            byte[] type = [.. Enumerable.Range(0, random.Next(30)).Select(_ => (byte)Letters[random.Next(Letters.Length)])];
            byte[] method = [.. Enumerable.Range(0, random.Next(20)).Select(_ => (byte)Letters[random.Next(Letters.Length)])];
            demangler.TryTidyRuntimeName(type, method, out _);
        }

        Assert.True(demangler.TryTidyRuntimeName(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A`1[", 3_000)) + new string(']', 3_000)), "M"u8, out _));
    }

    private static string? Tidy(string name) =>
        new Demangler().TryDemangle(Encoding.UTF8.GetBytes(name), out ReadOnlySpan<byte> shown) ? Encoding.UTF8.GetString(shown) : null;
}
