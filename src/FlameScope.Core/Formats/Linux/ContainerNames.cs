using System.Buffers;
using System.Text;

namespace FlameScope.Formats.Linux;

/// <summary>Finds the container and the pod in a control group's path, as their tools show them.</summary>
internal static class ContainerNames
{
    // docker ps shows as many digits of an id.
    private const int ShownDigits = 12;
    private const int MinDigits = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> UidLetters = SearchValues.Create("0123456789abcdef-_");

    /// <summary>The pod of a path: <c>/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1f…_a2.slice/…</c>, or <c>/kubepods/burstable/pod1f…-a2/…</c>.</summary>
    public static string? PodOf(ReadOnlySpan<char> path)
    {
        foreach (Range part in path.Split('/'))
        {
            ReadOnlySpan<char> name = Without(path[part], ".slice");
            int pod = name.LastIndexOf("pod");
            ReadOnlySpan<char> uid = pod < 0 ? [] : name[(pod + 3)..];
            if (pod >= 0 && (pod == 0 || name[pod - 1] == '-') && uid.Length >= ShownDigits && IsUid(uid))
            {
                return uid.ToString().Replace('_', '-');
            }
        }

        return null;
    }

    /// <summary>
    /// The container of a path: the beginning of its id (<c>docker-4f….scope</c>, <c>cri-containerd-4f….scope</c>, <c>/docker/4f…</c>), or
    /// its name where the path has that (<c>lxc.payload.web</c>, <c>machine-web.scope</c>). The innermost one where they are nested.
    /// </summary>
    public static string? ContainerOf(ReadOnlySpan<char> path)
    {
        string? found = null;
        ReadOnlySpan<char> parent = [];
        foreach (Range part in path.Split('/'))
        {
            found = NameOf(path[part], parent) ?? found;
            parent = path[part];
        }

        return found;
    }

    private static string? NameOf(ReadOnlySpan<char> part, ReadOnlySpan<char> parent)
    {
        ReadOnlySpan<char> name = Without(part, ".scope");
        ReadOnlySpan<char> id = name[(name.LastIndexOf('-') + 1)..];
        if (id.Length >= MinDigits && id.IndexOfAnyExcept(Digits) < 0)
        {
            return id[..ShownDigits].ToString();
        }

        // Numbers at the end tell Amazon's tasks apart: 4f…-1234567890.
        int dash = name.IndexOf('-');
        if (dash >= MinDigits && name[..dash].IndexOfAnyExcept(Digits) < 0)
        {
            return name[..ShownDigits].ToString();
        }

        return name.StartsWith("lxc.payload.") ? Text(name["lxc.payload.".Length..])
            : parent.SequenceEqual("lxc") || parent.SequenceEqual("lxc.payload") ? Text(name)
            : part.EndsWith(".scope") && name.StartsWith("machine-") ? Unescaped(name["machine-".Length..])
            : null;
    }

    private static string? Text(ReadOnlySpan<char> name) => name.IsEmpty ? null : name.ToString();

    // systemd writes what a unit's name cannot have as \x2d.
    private static string? Unescaped(ReadOnlySpan<char> name)
    {
        StringBuilder text = new();
        while (!name.IsEmpty)
        {
            bool isEscaped = name.Length >= 4 && name.StartsWith("\\x") && name[2..4].IndexOfAnyExcept(Digits) < 0;
            text.Append(isEscaped ? (char)Convert.ToByte(name[2..4].ToString(), 16) : name[0]);
            name = name[(isEscaped ? 4 : 1)..];
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private static bool IsUid(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(UidLetters) < 0;

    private static ReadOnlySpan<char> Without(ReadOnlySpan<char> name, ReadOnlySpan<char> ending) => name.EndsWith(ending) ? name[..^ending.Length] : name;
}
