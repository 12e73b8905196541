namespace FlameScope.Report.Packing;

/// <summary>Numbers as their places in a list, from which each moves to the front: what comes again soon is a small number.</summary>
internal sealed class MovedToFront
{
    private readonly int[] _list;
    private int _count;

    /// <param name="capacity">How many numbers the list keeps; the one that was used longest ago goes.</param>
    /// <param name="isFull">Whether the list begins as 0, 1, 2 and so on.</param>
    public MovedToFront(int capacity, bool isFull = false)
    {
        _list = new int[capacity];
        if (isFull)
        {
            _count = capacity;
            for (int i = 0; i < capacity; i++)
            {
                _list[i] = i;
            }
        }
    }

    /// <summary>Takes a number to the front.</summary>
    /// <returns>The place that it had; -1 where it was not in the list.</returns>
    public int Take(int number)
    {
        int place = Array.IndexOf(_list, number, 0, _count);
        int moved = place >= 0 ? place : Math.Min(_count, _list.Length - 1);
        Array.Copy(_list, 0, _list, 1, moved);
        _list[0] = number;
        _count = Math.Max(_count, moved + 1);
        return place;
    }
}
