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
        string[] changed =
        [
            .. violations.Except(project.KnownViolations).Select(added => $"breaks the rules: {added}"),
            .. project.KnownViolations.Except(violations).Select(mended => $"is mended, take it out of KnownViolations: {mended}"),
        ];

        Assert.True(changed.Length == 0, $"Against Projects.cs:\n{string.Join('\n', changed)}");
    }

    [Fact]
    public void Every_type_is_in_one_room() => Assert.Empty(Plan.Misplaced);

    // Where symbols could not be read, nothing would be wrong.
    [Fact]
    public void Rooms_of_the_library_know_each_other() => Assert.InRange(Plan.CountReferences(Projects.Core), 500, int.MaxValue);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_has_a_type(string name) => Assert.Empty(Plan.EmptyRooms(ProjectOf(name)));

    private static Project ProjectOf(string name) => Projects.All.Single(project => project.Name == name);
}
