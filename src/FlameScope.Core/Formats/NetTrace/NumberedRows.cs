using FlameScope.Columns;

namespace FlameScope.Formats.NetTrace;

/// <summary>What the trace's own numbers stand for between two sequence points: they begin somewhere and go up by one, as a rule.</summary>
internal sealed class NumberedRows
{
    private readonly Dictionary<uint, int> _others = [];
    private Column<int> _rows = new();
    private uint _first;

    /// <summary>Says what a number stands for.</summary>
    public void Add(uint number, int row)
    {
        if (_rows.Count == 0)
        {
            _first = number;
        }

        if (number == _first + (uint)_rows.Count)
        {
            _rows.Add(row);
        }
        else
        {
            _others[number] = row;
        }
    }

    public bool TryGet(uint number, out int row)
    {
        uint index = number - _first;
        if (index < (uint)_rows.Count)
        {
            row = _rows[(int)index];
            return true;
        }

        return _others.TryGetValue(number, out row);
    }

    public void Clear()
    {
        _rows.Clear();
        _others.Clear();
    }
}
