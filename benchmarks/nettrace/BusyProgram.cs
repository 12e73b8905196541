using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlameScope.NetTraceBenchmark;

/// <summary>What services look like in a trace: many threads that wait, some that work, many different stacks, garbage and locks.</summary>
internal static class BusyProgram
{
    private const int Waiting = 400;
    private const int Working = 8;

    private static readonly ConcurrentDictionary<int, string> Shared = new();
    private static readonly object Gate = new();

    public static void Run()
    {
        for (int i = 0; i < Waiting; i++)
        {
            int depth = 5 + (i % 40);
            new Thread(() => WaitAt(depth)) { IsBackground = true }.Start();
        }

        for (int i = 0; i < Working; i++)
        {
            int number = i;
            new Thread(() => Work(number)) { IsBackground = true }.Start();
        }

        Thread.Sleep(Timeout.Infinite);
    }

    private static void WaitAt(int depth)
    {
        if (depth > 0)
        {
            WaitAt(depth - 1);
        }

        while (true)
        {
            Thread.Sleep(500);
        }
    }

    private static void Work(int number)
    {
        Random random = new(number);
        while (true)
        {
            Descend(random.Next(2, 30), random);
            Thread.Sleep(random.Next(4));
        }
    }

    // Every path is a stack of its own.
    private static int Descend(int depth, Random random) => depth == 0 ? Leaf(random) : random.Next(3) switch
    {
        0 => Left(depth - 1, random),
        1 => Middle(depth - 1, random),
        _ => Right(depth - 1, random),
    };

    private static int Left(int depth, Random random) => Descend(depth, random) + 1;

    private static int Middle(int depth, Random random) => Descend(depth, random) + 2;

    private static int Right(int depth, Random random) => Descend(depth, random) + 3;

    private static int Leaf(Random random)
    {
        long until = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 500);
        int sum = 0;
        while (Stopwatch.GetTimestamp() < until)
        {
            sum += random.Next(4) switch
            {
                0 => Regex.Count(string.Join(' ', Enumerable.Range(0, 50)), "[0-9]+1"),
                1 => JsonDocument.Parse("""{"a":[1,2,3,{"b":"c"}]}""").RootElement.GetProperty("a").GetArrayLength(),
                2 => Enumerable.Range(0, 200).OrderByDescending(item => item * 7919 % 211).First(),
                _ => Lock(random),
            };
        }

        return sum;
    }

    private static int Lock(Random random)
    {
        lock (Gate)
        {
            return Shared.GetOrAdd(random.Next(10_000), static key => key.ToString("X8", System.Globalization.CultureInfo.InvariantCulture)).Length;
        }
    }
}
