using System.Text;
using FlameScope.Samples;

namespace FlameScope;

/// <content>The same samples under other names.</content>
public sealed partial class SampleStore
{
    /// <summary>Gives other names to what the profile names: functions, modules, files, threads, events, markers and labels.</summary>
    /// <param name="rename">Gives the new name of each name that is not empty, each asked for once.</param>
    /// <returns>A store with the same samples and new strings; its header and report are as they were.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rename"/> is <see langword="null"/>.</exception>
    public SampleStore Rename(Func<string, string> rename)
    {
        ArgumentNullException.ThrowIfNull(rename);
        byte[][] names = new byte[Strings.Count][];
        names[0] = [];
        for (int i = 1; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetBytes(rename(Strings.GetString(new StringId(i))));
        }

        return new SampleStore(Tables with { Strings = Utf8Table.Of(names) }, _block, Origin);
    }
}
