using System.Globalization;
using FlameScope.Fuzz;
using FlameScope.Fuzz.Inputs;
using SharpFuzz;

string recordings = Path.Combine(AppContext.BaseDirectory, "corpus");
switch (args)
{
    // Reads inputs from AFL++, one after another in this process.
    case ["afl", var target]:
        Action<byte[]> check = FuzzTargets.Named(target).Check;
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using MemoryStream input = new();
            stream.CopyTo(input);
            check(input.ToArray());
        });
        return 0;

    case ["mutate", var target, var seconds, var seed]:
        return MutationLoop.Run(
            target, double.Parse(seconds, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture), recordings);

    case ["run", var target, .. var paths]:
        foreach (string path in paths)
        {
            FuzzTargets.Named(target).Check(File.ReadAllBytes(path));
            Console.WriteLine($"{path}: holds");
        }

        return 0;

    case ["seed", var target, var folder]:
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (byte[] text in FuzzTargets.Named(target).Seeds(recordings))
        {
            // AFL++ wants no empty files.
            if (text.Length > 0)
            {
                File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number++:D4}")), text);
            }
        }

        Console.WriteLine($"{number} seeds in {folder}");
        return 0;

    case ["targets"]:
        Console.WriteLine(string.Join('\n', FuzzTargets.Names));
        return 0;

    default:
        Console.Error.WriteLine("usage: targets | seed TARGET FOLDER | run TARGET FILE... | mutate TARGET SECONDS SEED | afl TARGET");
        return 2;
}
