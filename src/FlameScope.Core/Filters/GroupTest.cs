using FlameScope.Columns;

namespace FlameScope.Filters;

/// <summary>Several tests of which all, or any, must hold.</summary>
internal sealed class GroupTest(SampleTest[] parts, bool isAll) : SampleTest
{
    public static SampleTest Of(SampleTest[] parts, bool isAll)
    {
        // Questions about the same column become one table: one look a sample, however many patterns are asked.
        List<SampleTest> merged = [.. parts.Where(part => part is not TableTest)];
        merged.AddRange(parts.OfType<TableTest>().GroupBy(test => test.GetType()).Select(column => Merge(column, isAll)));
        return merged.Count == 1 ? merged[0] : new GroupTest([.. merged], isAll);
    }

    public override void Fill(int first, Span<ulong> words)
    {
        words.Fill(isAll ? ulong.MaxValue : 0);
        Span<ulong> own = stackalloc ulong[BlockWords];
        own = own[..words.Length];
        foreach (SampleTest part in parts)
        {
            part.Fill(first, own);
            if (isAll)
            {
                Bits.And(words, own);
            }
            else
            {
                Bits.Or(words, own);
            }
        }
    }

    private static TableTest Merge(IEnumerable<TableTest> tests, bool isAll)
    {
        TableTest[] all = [.. tests];
        bool[] answers = [.. all[0].Answers];
        foreach (TableTest test in all.AsSpan(1))
        {
            for (int i = 0; i < answers.Length; i++)
            {
                answers[i] = isAll ? answers[i] & test.Answers[i] : answers[i] | test.Answers[i];
            }
        }

        return all[0].With(answers);
    }
}
