using FlameScope.Architecture.Tests.Reading;

namespace FlameScope.Architecture.Tests.Rooms;

/// <summary>The types of several projects in their rooms, and what they know of each other.</summary>
internal sealed class RoomPlan
{
    private readonly Dictionary<TypeId, (Project Project, Room Rule, string Room)> _rooms = [];
    private readonly Dictionary<Project, CompiledAssembly> _assemblies;

    public RoomPlan(Func<string, CompiledAssembly> load, params IEnumerable<Project> projects)
    {
        _assemblies = projects.ToDictionary(project => project, project => load(project.AssemblyName));
        foreach ((Project project, CompiledAssembly assembly) in _assemblies)
        {
            foreach (CompiledType type in assembly.Types)
            {
                Place(project, type);
            }
        }
    }

    /// <summary>What has no place: types in a folder without a rule, in several rooms, or in no file; and rules without a type.</summary>
    public List<string> Misplaced { get; } = [];

    /// <summary>The rules of a project that no type falls under.</summary>
    public IEnumerable<string> EmptyRooms(Project project) =>
        project.Rooms.Where(rule => !_rooms.Values.Any(place => place.Rule == rule)).Select(rule => rule.Place);

    /// <summary>What breaks the rules of a project.</summary>
    public IEnumerable<Violation> ViolationsIn(Project project) =>
        from type in _assemblies[project].Types
        where _rooms.ContainsKey(type.Id)
        let place = _rooms[type.Id]
        from known in type.References
        where _rooms.ContainsKey(known)
        let other = _rooms[known]
        where !(other.Project == project ? place.Room == other.Room || place.Rule.MayKnow(other.Room) : place.Rule.MayKnow(other.Project, other.Room))
        select new Violation(type.Id, place.Room, known, other.Project == project ? other.Room : $"{other.Project.Name}/{other.Room}");

    /// <summary>How many references between rooms there are, allowed ones too.</summary>
    public int CountReferences(Project project) => _assemblies[project].Types.Where(type => _rooms.ContainsKey(type.Id))
        .Sum(type => type.References.Count(known => _rooms.TryGetValue(known, out (Project, Room, string Room) other) && other.Room != _rooms[type.Id].Room));

    private void Place(Project project, CompiledType type)
    {
        string[] files = [.. type.Documents.Select(document => FileOf(project, document)).OfType<string>()];
        if (files.Length == 0)
        {
            // What generators and the compiler itself add has no file of the project.
            if (type.Documents.Count == 0 && !IsOfCompiler(type.Id))
            {
                Misplaced.Add($"{type.Id} of {project.Name} is in no file.");
            }

            return;
        }

        (Room Rule, string Room)?[] places = [.. files.Select(file => PlaceOf(project, file)).Distinct()];
        if (places.Length > 1)
        {
            Misplaced.Add($"{type.Id} is in several rooms of {project.Name}: {string.Join(", ", files)}.");
        }
        else if (places[0] is (Room rule, string room))
        {
            _rooms.Add(type.Id, (project, rule, room));
        }
        else
        {
            Misplaced.Add($"{type.Id} is in {project.Name}/{files[0]}, a folder without a rule.");
        }
    }

    private static bool IsOfCompiler(TypeId type) =>
        type.Name.StartsWith('<') || type.Name.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
        || type.Name.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal);

    // The most special rule counts: the longest, and of those one that names its folder.
    private static (Room Rule, string Room)? PlaceOf(Project project, string file)
    {
        (Room Rule, string Room)? best = null;
        foreach (Room rule in project.Rooms)
        {
            if (rule.In(file) is string room && (best is null || room.Length > best.Value.Room.Length || (room == best.Value.Room && rule.Place == room)))
            {
                best = (rule, room);
            }
        }

        return best;
    }

    private static string? FileOf(Project project, string document)
    {
        string root = $"/src/{project.Name}/";
        int start = document.LastIndexOf(root, StringComparison.Ordinal);
        string file = start < 0 ? "" : document[(start + root.Length)..];
        return start < 0 || file.StartsWith("obj/", StringComparison.Ordinal) ? null : file;
    }
}
