using FlameScope.Columns;
using FlameScope.Samples;

namespace FlameScope.Filters;

/// <summary>Several predicates of which all, or any, must hold.</summary>
internal sealed class GroupPredicate(SamplePredicate[] parts, bool isAll) : SamplePredicate
{
    public static SamplePredicate Of(SamplePredicate[] parts, bool isAll)
    {
        // Questions about the same column become one table: one look a sample, however many patterns are asked.
        List<SamplePredicate> merged = [.. parts.Where(part => part is not TablePredicate)];
        merged.AddRange(parts.OfType<TablePredicate>().GroupBy(predicate => predicate.GetType()).Select(column => Merge(column, isAll)));
        return merged.Count == 1 ? merged[0] : new GroupPredicate([.. merged], isAll);
    }

    public override void Fill(SampleBlock block, int first, Span<ulong> words)
    {
        words.Fill(isAll ? ulong.MaxValue : 0);
        Span<ulong> own = stackalloc ulong[BlockWords];
        own = own[..words.Length];
        foreach (SamplePredicate part in parts)
        {
            part.Fill(block, first, own);
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

    private static TablePredicate Merge(IEnumerable<TablePredicate> predicates, bool isAll)
    {
        TablePredicate[] all = [.. predicates];
        bool[] answers = [.. all[0].Answers];
        foreach (TablePredicate other in all.AsSpan(1))
        {
            for (int i = 0; i < answers.Length; i++)
            {
                answers[i] = isAll ? answers[i] & other.Answers[i] : answers[i] | other.Answers[i];
            }
        }

        return all[0].With(answers);
    }
}
