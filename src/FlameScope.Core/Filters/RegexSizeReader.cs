using System.Buffers;
using System.Globalization;

namespace FlameScope.Filters;

/// <summary>Reads the size of a regular expression off its text, from left to right, without recursion.</summary>
internal struct RegexSizeReader(string pattern)
{
    private static readonly SearchValues<char> OptionLetters = SearchValues.Create("imnsxIMNSX-+");

    private readonly Stack<Group> _open = new();
    private Group _current;
    private RegexSize _last;
    private int _next;

    public RegexSize Read()
    {
        if (MayIgnoreBlanks())
        {
            // What a quantifier belongs to cannot be told without knowing where comments are.
            return AllRepeatsTogether();
        }

        while (_next < pattern.Length)
        {
            ReadOne();
        }

        while (_open.Count > 0)
        {
            Close();
        }

        EndAtom();
        return _current.Size;
    }

    private void ReadOne()
    {
        char letter = pattern[_next++];
        switch (letter)
        {
            case '(':
                EndAtom();
                _open.Push(_current);
                _current = default;
                SkipGroupHead();
                break;
            case ')':
                Close();
                break;
            case '|':
                EndAtom();
                _current.HasAlternatives = true;
                break;
            case '[':
                SkipClass();
                Begin(new RegexSize(1, 1));
                break;
            case '\\':
                ReadEscape();
                break;
            case '*' or '+' or '?':
                _last = _last.Times(1);
                SkipLazy();
                break;
            case '{' when TryReadCount(out long count):
                _last = _last.Times(count);
                SkipLazy();
                break;
            case '^' or '$':
                EndAtom();
                break;
            case '.':
                Begin(new RegexSize(1, 1));
                break;
            default:
                Begin(new RegexSize(1, 0));
                break;
        }
    }

    private void Begin(RegexSize atom)
    {
        EndAtom();
        _last = atom;
    }

    private void EndAtom()
    {
        _current.Size = _current.Size.Plus(_last);
        _last = default;
    }

    private void Close()
    {
        EndAtom();
        _last = _current.HasAlternatives ? _current.Size.PlusChoice() : _current.Size;
        _current = _open.TryPop(out Group outer) ? outer : default;
    }

    private void SkipLazy()
    {
        if (_next < pattern.Length && pattern[_next] == '?')
        {
            _next++;
        }
    }

    // "(?:", "(?<name>", "(?i:", "(?i)" and "(?#comment)"; what is left of other groups counts as letters.
    private void SkipGroupHead()
    {
        if (_next >= pattern.Length || pattern[_next] != '?')
        {
            return;
        }

        _next++;
        if (_next < pattern.Length && pattern[_next] == '#')
        {
            int end = pattern.IndexOf(')', _next);
            _next = end < 0 ? pattern.Length : end;
            return;
        }

        if (_next < pattern.Length && pattern[_next] is '<' or '\'')
        {
            int end = pattern.IndexOfAny(['>', '\''], _next + 1);
            _next = end < 0 ? pattern.Length : end + 1;
            return;
        }

        while (_next < pattern.Length && pattern[_next] is not (':' or ')' or '(' or '|' or '\\' or '['))
        {
            _next++;
        }

        if (_next < pattern.Length && pattern[_next] == ':')
        {
            _next++;
        }
    }

    // A "]" that stands first is a member; "-[" begins a class that is taken away.
    private void SkipClass()
    {
        int depth = 1;
        int first = SkipCaret(_next);
        for (_next = first; _next < pattern.Length && depth > 0; _next++)
        {
            switch (pattern[_next])
            {
                case '\\':
                    _next++;
                    break;
                case '[' when pattern[_next - 1] == '-' && _next > first:
                    depth++;
                    first = SkipCaret(_next + 1);
                    _next = first - 1;
                    break;
                case ']' when _next > first:
                    depth--;
                    break;
            }
        }

        _next = Math.Min(_next, pattern.Length);
    }

    private readonly int SkipCaret(int at) => at < pattern.Length && pattern[at] == '^' ? at + 1 : at;

    private void ReadEscape()
    {
        char letter = _next < pattern.Length ? pattern[_next++] : '\\';
        switch (letter)
        {
            case 'b' or 'B' or 'A' or 'z' or 'Z' or 'G':
                EndAtom();
                break;
            case 'p' or 'P' or 'k' when _next < pattern.Length && pattern[_next] is '{' or '<':
                int end = pattern.IndexOfAny(['}', '>'], _next);
                _next = end < 0 ? pattern.Length : end + 1;
                Begin(new RegexSize(1, 1));
                break;
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P':
                Begin(new RegexSize(1, 1));
                break;
            default:
                Begin(new RegexSize(1, 0));
                break;
        }
    }

    // "{3}", "{3,}" or "{3,5}"; anything else is text.
    private bool TryReadCount(out long count)
    {
        count = 0;
        int end = pattern.IndexOf('}', _next);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<char> inside = pattern.AsSpan(_next, end - _next);
        int comma = inside.IndexOf(',');
        ReadOnlySpan<char> least = comma < 0 ? inside : inside[..comma];
        ReadOnlySpan<char> most = comma < 0 ? [] : inside[(comma + 1)..];
        if (!TryReadNumber(least, out long low) || (!most.IsEmpty && !TryReadNumber(most, out count)))
        {
            return false;
        }

        count = Math.Max(count, low);
        _next = end + 1;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out long number)
    {
        number = long.MaxValue;
        return !text.IsEmpty
            && text.IndexOfAnyExceptInRange('0', '9') < 0
            && (text.Length > 10 || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number));
    }

    // "(?x)" and "(?i-x:", wherever they stand.
    private readonly bool MayIgnoreBlanks()
    {
        for (int at = pattern.IndexOf("(?", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("(?", at + 2, StringComparison.Ordinal))
        {
            ReadOnlySpan<char> rest = pattern.AsSpan(at + 2);
            int options = rest.IndexOfAnyExcept(OptionLetters);
            if (rest[..(options < 0 ? rest.Length : options)].ContainsAny('x', 'X'))
            {
                return true;
            }
        }

        return false;
    }

    private RegexSize AllRepeatsTogether()
    {
        RegexSize all = new(pattern.Length, pattern.Length / 4);
        for (int at = pattern.IndexOf('{', StringComparison.Ordinal); at >= 0; at = pattern.IndexOf('{', at + 1))
        {
            _next = at + 1;
            all = TryReadCount(out long count) ? all.Times(count) : all;
        }

        return all;
    }

    private struct Group
    {
        public RegexSize Size;
        public bool HasAlternatives;
    }
}
