using System.Globalization;
using FlameScope.Architecture.Tests.Reading;
using FlameScope.Architecture.Tests.Rooms;
using Microsoft.CodeAnalysis;

namespace FlameScope.Architecture.Tests;

/// <summary>The rules see each way in which a type can name another: shown by a project that breaks them.</summary>
public sealed class SampleProjectTests
{
    private const string High = """
        namespace Sample;
        public class Secret { public static int Count; public int Size; public static Secret Make() => new(); public static void Run() { } public class Inner; }
        public class SecretBox<T>;
        public interface ISecret { void Tell() { } }
        public enum SecretKind : byte { None, Some }
        public struct SecretValue { public int Number; }
        public delegate void SecretAction();
        public class SecretException : System.Exception;
        public class SecretAttribute : System.Attribute { public SecretAttribute(System.Type? type = null) { } public object? Value; }
        public static class SecretExtensions { public static void Whisper(this string text) { } }
        """;

    private static readonly Dictionary<string, string> ToKnow = new()
    {
        { "base", "class Low : Secret;" },
        { "interface", "class Low : ISecret;" },
        { "generic base", "class Low : System.Collections.Generic.List<Secret>;" },
        { "type parameter's bound", "class Low<T> where T : Secret;" },
        { "method's type parameter's bound", "class Low { void M<T>() where T : Secret { } }" },
        { "field", "class Low { Secret? F; }" },
        { "array", "class Low { Secret[][]? F; }" },
        { "pointer", "unsafe class Low { SecretValue* F; }" },
        { "pointer to a function", "unsafe class Low { delegate*<Secret, void> F; }" },
        { "nullable enumeration", "class Low { SecretKind? F; }" },
        { "type argument of a type argument", "class Low { System.Collections.Generic.Dictionary<int, (int, Secret)>? F; }" },
        { "nested type", "class Low { Secret.Inner? F; }" },
        { "generic type", "class Low { SecretBox<int>? F; }" },
        { "property", "abstract class Low { protected abstract Secret P { get; } }" },
        { "indexer", "abstract class Low { protected abstract int this[Secret s] { get; } }" },
        { "event", "abstract class Low { public abstract event SecretAction E; }" },
        { "parameter", "interface Low { void M(Secret s); }" },
        { "by reference", "interface Low { void M(ref SecretValue s); }" },
        { "result", "interface Low { System.Threading.Tasks.Task<Secret> M(); }" },
        { "delegate", "delegate Secret Low();" },
        { "record", "record Low(Secret S);" },
        { "local", "class Low { object M() { Secret s = new(); s.Size++; s.Size++; return s; } }" },
        { "constructor", "class Low { object M() => new Secret(); }" },
        { "static method", "class Low { void M() => Secret.Run(); }" },
        { "static field", "class Low { int M() => Secret.Count; }" },
        { "extension method", "class Low { void M() => \"\".Whisper(); }" },
        { "type argument of a method", "class Low { object M() => System.Array.Empty<Secret>(); }" },
        { "typeof", "class Low { System.Type M() => typeof(SecretBox<>); }" },
        { "cast", "class Low { object M(object o) => (Secret)o; }" },
        { "pattern", "class Low { bool M(object o) => o is Secret; }" },
        { "catch", "class Low { void M() { try { System.GC.Collect(); } catch (SecretException) { } } }" },
        { "array in a body", "class Low { object M() => new SecretValue[3]; }" },
        { "default value", "class Low { int M() => default(SecretValue).Number; }" },
        { "behind a switch", "class Low { object M(int i) { switch (i) { case 0: return 1; case 1: return 3; case 2: return 7; case 3: return 2; case 4: return 9; default: return Secret.Make(); } } }" },
        { "initial value", "class Low { static object F = Secret.Make(); }" },
        { "lambda", "class Low { System.Func<object> M() => () => Secret.Make(); }" },
        { "lambda that captures", "class Low { System.Func<object> M(int i) => () => i > 0 ? Secret.Make() : i; }" },
        { "local function", "class Low { object M() { return F(); static object F() => Secret.Make(); } }" },
        { "asynchronous method", "class Low { async System.Threading.Tasks.Task M() { await System.Threading.Tasks.Task.Yield(); Secret.Run(); } }" },
        { "iterator", "class Low { System.Collections.Generic.IEnumerable<object> M() { yield return Secret.Make(); } }" },
        { "inside a nested type", "class Low { class A { class B { Secret? F; } } }" },
        { "attribute", "[Secret] class Low;" },
        { "attribute of a parameter", "class Low { void M([Secret] int i) { } }" },
        { "attribute of a result", "class Low { [return: Secret] int M() => 0; }" },
        { "attribute of a type parameter", "class Low<[Secret] T>;" },
        { "type in an attribute", "[Mine(typeof(Secret))] class Low; class MineAttribute(System.Type type) : System.Attribute;" },
        { "generic type in an attribute", "[Mine(new[] { typeof(System.Collections.Generic.List<Secret.Inner[]>) })] class Low; class MineAttribute(System.Type[] types) : System.Attribute;" },
        { "enumeration's value in an attribute", "[Mine(1, SecretKind.Some)] class Low; class MineAttribute(params object[] values) : System.Attribute;" },
        { "explicit implementation", "class Low : System.IEquatable<Secret> { bool System.IEquatable<Secret>.Equals(Secret? s) => true; }" },
    };

    private static readonly Dictionary<string, string> NotToKnow = new()
    {
        { "comment", "/* Secret */ class Low; // Secret" },
        { "documentation", "/// <summary><see cref=\"Secret\"/></summary>\nclass Low;" },
        { "text", "class Low { string M() => \"Secret\"; }" },
        { "own member of the same name", "class Low { int Secret; int M() => Secret; }" },
        { "own nested type of the same name", "class Low { class Secret; Secret? F; }" },
        { "unused using", "using static Sample.Secret; class Low;" },
    };

    // All ways are compiled together, each in a namespace of its own: compiling is what takes time.
    private static readonly Dictionary<OptimizationLevel, ILookup<string, string>> Violations =
        Enum.GetValues<OptimizationLevel>().ToDictionary(level => level, ViolationsByWay);

    public static TheoryData<string> WaysToKnow => [.. ToKnow.Keys];

    public static TheoryData<string> WaysNotToKnow => [.. NotToKnow.Keys];

    [Theory]
    [MemberData(nameof(WaysToKnow))]
    public void A_type_that_knows_what_it_may_not_is_named(string way) => Assert.All(Violations.Values, violations =>
    {
        Assert.NotEmpty(violations[way]);
        Assert.All(violations[way], violation => Assert.Matches(@"\.Low \(Low\) knows Sample\.I?Secret\w* \(High\)$", violation));
    });

    [Theory]
    [MemberData(nameof(WaysNotToKnow))]
    public void What_only_reads_alike_is_no_violation(string way) =>
        Assert.All(Violations.Values, violations => Assert.Empty(violations[way]));

    [Theory]
    [InlineData("enum Low { A }")]
    [InlineData("interface Low { int P { get; } }")]
    [InlineData("delegate void Low();")]
    [InlineData("struct Low;")]
    [InlineData("static class Low { public const int A = 1; }")]
    [InlineData("abstract class Low { class Inner { void M() { } } }")]
    public void A_type_without_code_has_its_folder(string code)
    {
        CompiledAssembly assembly = SampleProject.Compile(OptimizationLevel.Release, ("A/B/Low.cs", code));
        (RoomPlan plan, Project project) = SampleProject.Plan(assembly, new Room("A"), new Room("A/B"), new Room("C"));
        Assert.Empty(plan.Misplaced);
        Assert.Equal(["A", "C"], plan.EmptyRooms(project));
    }

    [Fact]
    public void A_rule_allows_only_the_rooms_it_names()
    {
        CompiledAssembly assembly = SampleProject.Compile(
            OptimizationLevel.Release,
            ("Top.cs", "class Top : A;"),
            ("A/A.cs", "class A : B;"),
            ("B/B.cs", "class B { D? d; D2? d2; O? o; }"),
            ("C/D/D.cs", "class D { D2? d; }"),
            ("C/E/D2.cs", "class D2 { D? d; }"),
            ("Options.cs", "class O;"));
        (RoomPlan plan, Project project) = SampleProject.Plan(
            assembly, new Room("", "A"), new Room("A", "C/D"), new Room("B", "C/*", "Options.cs"), new Room("C/*"), new Room("C/E", "C/D"), new Room("Options.cs"));
        Assert.Empty(plan.Misplaced);
        Assert.Equal(
            ["A (A) knows B (B)", "D (C/D) knows D2 (C/E)"],
            plan.ViolationsIn(project).Select(violation => violation.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_has_no_place_is_told()
    {
        CompiledAssembly assembly = SampleProject.Compile(
            OptimizationLevel.Release,
            ("A/One.cs", "partial class Split { void A() { } }"),
            ("B/Two.cs", "partial class Split;"),
            ("C/Lost.cs", "class Lost;"),
            ("obj/Made.cs", "class Made;"));
        (RoomPlan plan, _) = SampleProject.Plan(assembly, new Room("A"), new Room("B"), new Room(""));
        Assert.Equal(
            ["Lost is in Sample/C/Lost.cs, a folder without a rule.", "Split is in several rooms of Sample: A/One.cs, B/Two.cs."],
            plan.Misplaced.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rooms_of_other_projects_can_be_closed()
    {
        Project other = new() { Name = "Other", Projects = [], Packages = [], Rooms = [new Room("Open"), new Room("Closed")], KnownViolations = [] };
        Project own = new()
        {
            Name = "Own",
            Projects = ["Other"],
            Packages = [],
            Rooms = [new Room("Low") { OfOtherProjects = ["Other/Open"] }],
            KnownViolations = [],
        };
        RoomPlan plan = new(name => new CompiledAssembly(name, [], name == "Own" ? [TypeIn("Own", "Low", "Open", "Closed")] : [TypeIn("Other", "Open"), TypeIn("Other", "Closed")]), own, other);

        Assert.Equal(["Low (Low) knows Closed (Other/Closed)"], plan.ViolationsIn(own).Select(violation => violation.ToString()));

        static CompiledType TypeIn(string project, string name, params string[] known) =>
            new(new TypeId(project, name), [$"/src/{project}/{name}/{name}.cs"], [.. known.Select(other => new TypeId("Other", other))]);
    }

    private static ILookup<string, string> ViolationsByWay(OptimizationLevel level)
    {
        string[] ways = [.. ToKnow.Keys, .. NotToKnow.Keys];
        CompiledAssembly assembly = SampleProject.Compile(
            level,
            [("High/High.cs", High), .. ways.Select((way, i) => ($"Low/Way{i}.cs", $"namespace Sample.Way{i};\n{(ToKnow.TryGetValue(way, out string? code) ? code : NotToKnow[way])}"))]);
        (RoomPlan plan, Project project) = SampleProject.Plan(assembly, new Room("Low"), new Room("High", "Low"));
        Assert.Empty(plan.Misplaced);
        return plan.ViolationsIn(project).ToLookup(
            violation => ways[int.Parse(violation.Type.Name.Split('.')[1]["Way".Length..], CultureInfo.InvariantCulture)],
            violation => violation.ToString());
    }
}
