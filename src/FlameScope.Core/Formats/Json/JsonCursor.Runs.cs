using System.Text.Json;

namespace FlameScope.Formats.Json;

/// <remarks>
/// Most of a profile are arrays of numbers. Runs of plain ones are read straight from the bytes; whatever is not plain is left to the
/// tokenizer, which goes on where a run ends.
/// </remarks>
internal ref partial struct JsonCursor
{
    /// <summary>
    /// Reads plain numbers that follow the current element of an array, as many as there are room for. Where it answers 0,
    /// <see cref="ReadElement"/> tells what comes.
    /// </summary>
    /// <param name="decimals">Decimals of the wanted unit.</param>
    /// <param name="numbers">Where the numbers go; null becomes <see cref="JsonRuns.Null"/>.</param>
    /// <returns>How many were read.</returns>
    public int ReadNumbers(int decimals, scoped Span<long> numbers)
    {
        if (HasEnded)
        {
            return 0;
        }

        int count = 0;
        while (count < numbers.Length)
        {
            int place = RawPlace;
            count += JsonRuns.ReadNumbers(_input.Bytes, ref place, decimals, numbers[count..], out bool isAtEdge);
            _rawPlace = place;
            if (!isAtEdge || !RefillRaw())
            {
                break;
            }
        }

        CheckLimits();
        return count;
    }

    /// <summary>Reads the array of plain whole numbers that follows the current element of an array.</summary>
    /// <param name="numbers">Where the numbers go.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>Whether such an array follows; if not, <see cref="ReadElement"/> tells what comes.</returns>
    public bool TryReadList(scoped Span<int> numbers, out int count)
    {
        count = 0;
        if (HasEnded)
        {
            return false;
        }

        int place = RawPlace;
        bool isRead = JsonRuns.TryReadList(_input.Bytes, ref place, numbers, out count, out bool isAtEdge);
        if (!isRead && isAtEdge && RefillRaw())
        {
            place = RawPlace;
            isRead = JsonRuns.TryReadList(_input.Bytes, ref place, numbers, out count, out _);
        }

        if (isRead)
        {
            _rawPlace = place;
            CheckLimits();
        }

        return isRead;
    }

    /// <summary>Reads the plain object that follows the current element of an array.</summary>
    /// <param name="item">The object; good until the next call on this cursor.</param>
    /// <returns>Whether such an object follows; if not, <see cref="ReadElement"/> tells what comes.</returns>
    public bool TryReadObject(out JsonObject item)
    {
        item = default;
        if (HasEnded)
        {
            return false;
        }

        JsonObjects objects = new(_input.Bytes, RawPlace);
        bool isRead = objects.TryRead(_input.Members, out int count);
        if (!isRead && objects.IsAtEdge && RefillRaw())
        {
            objects = new JsonObjects(_input.Bytes, RawPlace);
            isRead = objects.TryRead(_input.Members, out count);
        }

        if (isRead)
        {
            _placeBefore = RawPlace;
            _rawPlace = objects.Place;
            CheckLimits();
            item = new JsonObject(_input.Bytes, _input.Members.AsSpan(0, count), _input.Offset + objects.Start);
        }

        return isRead;
    }

    /// <summary>Goes back before the object that <see cref="TryReadObject"/> has just read, so that <see cref="ReadElement"/> reads it.</summary>
    public void Unread() => _rawPlace = _placeBefore;

    private readonly int RawPlace => _rawPlace ?? (int)_reader.BytesConsumed;

    private bool RefillRaw()
    {
        int place = RawPlace;
        _rawPlace = null;
        return Refill(place);
    }

    // The tokenizer has just read an element, and as many more change nothing of what it expects.
    private void LeaveRaw()
    {
        JsonReaderState state = _reader.CurrentState;
        _input.Replace(RawPlace, []);
        _rawPlace = null;
        _reader = new Utf8JsonReader(_input.Bytes, isFinalBlock: false, state);
    }
}
