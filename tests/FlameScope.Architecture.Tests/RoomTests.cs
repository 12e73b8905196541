using FlameScope.Architecture.Tests.Reading;
using FlameScope.Architecture.Tests.Rooms;

namespace FlameScope.Architecture.Tests;

/// <summary>Every type knows only what its room may, by what was compiled.</summary>
public sealed class RoomTests
{
    private static readonly RoomPlan Plan = new(CompiledAssembly.Load, Projects.All);

    public static TheoryData<string> Names => [.. Projects.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Types_know_only_what_their_room_may(string name)
    {
        Project project = ProjectOf(name);
        string[] violations = [.. Plan.ViolationsIn(project).Select(violation => violation.ToString()).Distinct().Order(StringComparer.Ordinal)];
        string[] added = [.. violations.Except(project.KnownViolations)];
        string[] mended = [.. project.KnownViolations.Except(violations)];

        Assert.True(added.Length == 0, $"These break the rules of Projects.cs:\n{string.Join('\n', added)}");
        Assert.True(mended.Length == 0, $"These are mended: take them out of KnownViolations in Projects.cs:\n{string.Join('\n', mended)}");
        Assert.True(Plan.CountReferences(project) > 10, $"Hardly anything is known of {name}: were its symbols read?");
    }

    [Fact]
    public void Every_type_is_in_one_room() => Assert.Empty(Plan.Misplaced);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_has_a_type(string name) => Assert.Empty(Plan.EmptyRooms(ProjectOf(name)));

    private static Project ProjectOf(string name) => Projects.All.Single(project => project.Name == name);
}
