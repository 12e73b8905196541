using System.Text.Json;

namespace FlameScope.Tool.Commands;

/// <summary>Answers that keep the order of time.</summary>
internal static class ChartAnswers
{
    // What was joined because it is short has no name.
    private const int Joined = -1;

    public static async Task ChartAsync(Asking asking, AnswerText text)
    {
        JsonElement chart = await asking.JsonAsync("chart").ConfigureAwait(false);
        AnswerWords.WriteAccount(chart, text);
        JsonElement data = chart.GetProperty("data");
        string[] names = [.. chart.GetProperty("names").EnumerateArray().Select(name => name.GetString()!)];
        (long[] name, long[] depth, long[] start, long[] end) = (Column("name"), Column("depth"), Column("start"), Column("end"));
        text.Line("Start and end in s, indented by how deep in the stack; a caller and what it called all the time share a line.");
        foreach (JsonElement lane in chart.GetProperty("lanes").EnumerateArray())
        {
            text.Line($"thread {lane.GetProperty("name").GetString()} {lane.GetProperty("thread").GetInt32()}: {lane.GetProperty("samples").GetInt32():N0} samples");
            int last = lane.GetProperty("end").GetInt32();
            for (int frame = lane.GetProperty("first").GetInt32(); frame < last; frame++)
            {
                if (name[frame] == Joined)
                {
                    continue;
                }

                // A caller that did nothing but call shares the line of what it called.
                int first = frame;
                List<string> path = [names[name[frame]]];
                while (frame + 1 < last && depth[frame + 1] > depth[frame] && name[frame + 1] != Joined && start[frame + 1] == start[first] && end[frame + 1] == end[first])
                {
                    frame++;
                    path.Add(names[name[frame]]);
                }

                text.Line($"{new string(' ', (int)depth[first] + 1)}{AnswerWords.Seconds(start[first])}–{AnswerWords.Seconds(end[first])} {PathText(path)}");
            }
        }

        if (chart.GetProperty("threadsLeftOut").GetInt32() is > 0 and int more)
        {
            text.Line($"… {more:N0} more threads, which ran less");
        }

        // Recursion, and code without names, would fill the line.
        static string PathText(List<string> path)
        {
            List<string> parts = [];
            for (int i = 0, same; i < path.Count; i += same)
            {
                same = path.Skip(i).TakeWhile(name => name == path[i]).Count();
                parts.Add(same == 1 ? path[i] : $"{path[i]} ×{same}");
            }

            return string.Join(" → ", parts);
        }

        long[] Column(string column) => [.. data.GetProperty(column).EnumerateArray().Select(value => (long)value.GetDouble())];
    }
}
