using CsCheck;
using FlameScope.Columns;

namespace FlameScope.Core.Tests.Columns;

public sealed class RareColumnTests
{
    // Few numbers that are not the usual one, and many: both ways to keep them.
    private static readonly Gen<long[]> Values = Gen.Select(Gen.Int[0, 20], Gen.Long.Array[0, 300], (share, values) =>
        Array.ConvertAll(values, value => (value & 31) >= share ? 7L : value % 5));

    [Fact]
    public void A_column_holds_what_was_added_in_any_way() =>
        Gen.Select(Gen.Select(Values, Gen.Int[0, 4]).Array[0, 8], Gen.Bool).Sample((parts, isReserved) =>
        {
            RareColumn column = new(usual: 7);
            List<long> expected = [];
            foreach ((long[] values, int way) in parts)
            {
                if (isReserved)
                {
                    column.Reserve(values.Length);
                }

                expected.AddRange(Add(ref column, values, way));
            }

            Check(expected, column);
        });

    [Fact]
    public void The_last_rows_are_moved_between_those_before_them() =>
        Gen.Select(Values, Values, Gen.Int[0, 300].Array[300]).Sample((first, last, places) =>
        {
            int[] sorted = [.. places.Take(last.Length).Select(place => place % (first.Length + 1)).Order()];
            RareColumn column = new(usual: 7);
            column.AddRange(first);
            column.AddRange(last);
            column.MoveLast(sorted);
            Check(Inserted(first, sorted, last), column);

            Column<long> plain = new();
            plain.AddRange(first);
            plain.Insert(sorted, last);
            Assert.Equal(Inserted(first, sorted, last), plain.Values.ToArray());
        });

    [Fact]
    public void What_comes_after_the_first_rows_is_dropped() =>
        Gen.Select(Values, Gen.Int[0, 300], Values).Sample((values, count, more) =>
        {
            RareColumn column = new(usual: 7);
            column.AddRange(values);
            column.Truncate(Math.Min(count, values.Length));
            column.AddRange(more);
            Check([.. values.Take(count), .. more], column);
        });

    [Fact]
    public void Rows_are_taken_out() =>
        Gen.Select(Values, Gen.Int[0, 300].Array[0, 300]).Sample((values, removed) =>
        {
            int[] rows = [.. removed.Where(row => row < values.Length).Distinct().Order()];
            long[] expected = [.. values.Where((_, row) => !rows.Contains(row))];
            RareColumn column = new(usual: 7);
            column.AddRange(values);
            column.Remove(rows);
            Check(expected, column);

            Column<long> plain = new();
            plain.AddRange(values);
            plain.Remove(rows);
            Assert.Equal(expected, plain.Values.ToArray());
        });

    private static void Check(IReadOnlyList<long> expected, RareColumn column)
    {
        Assert.Equal(expected.Count, column.Count);
        Assert.Equal(expected, Enumerable.Range(0, column.Count).Select(row => column[row]));
        int[] reversed = [.. Enumerable.Range(0, expected.Count).Reverse()];
        foreach (int[]? order in new int[]?[] { null, reversed })
        {
            RareValues complete = column.Complete(order);
            long[] ordered = order is null ? [.. expected] : [.. expected.Reverse()];
            Assert.Equal(ordered, Enumerable.Range(0, complete.Count).Select(row => complete[row]));
            Assert.Equal(complete.HasOthers ? ordered : [], complete.All.ToArray());
            Assert.True(complete.HasOthers || ordered.All(value => value == complete.Usual));
            if (!complete.IsPlain)
            {
                Assert.Equal(Enumerable.Range(0, ordered.Length).Where(row => ordered[row] != 7), complete.OtherRows.ToArray());
                Assert.Equal(ordered.Where(value => value != 7), complete.Kept.ToArray());
            }
        }
    }

    private static long[] Add(ref RareColumn column, long[] values, int way)
    {
        switch (way)
        {
            case 0:
                foreach (long value in values)
                {
                    column.Add(value);
                }

                return values;
            case 1:
                column.AddRange(values);
                return values;
            case 2:
                column.Take([.. values]);
                return values;
            default:
                long repeated = way == 3 || values.Length == 0 ? 7 : values[0];
                column.AddRepeated(repeated, values.Length);
                return [.. Enumerable.Repeat(repeated, values.Length)];
        }
    }

    private static List<long> Inserted(long[] values, int[] places, long[] inserted)
    {
        List<long> all = [.. values];
        for (int i = places.Length - 1; i >= 0; i--)
        {
            all.Insert(places[i], inserted[i]);
        }

        return all;
    }
}
