using System.Diagnostics.CodeAnalysis;
using FlameScope.AspNetCore.Cache;
using Microsoft.AspNetCore.Http;

namespace FlameScope.AspNetCore.Api;

/// <summary>The last small answers, by their entity tags: where many look at the same view, it is computed once.</summary>
internal sealed class KeptAnswers
{
    private const int MaxAnswers = 64;
    private const int MaxBytes = 1 << 18;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Answer>> _byTag = new(StringComparer.Ordinal);
    private readonly LinkedList<Answer> _byUse = new();

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byUse.Count;
            }
        }
    }

    /// <summary>An answer that was given before, of the very profile that is loaded now.</summary>
    public bool TryGet(string tag, LoadedProfile profile, [NotNullWhen(true)] out IResult? result)
    {
        lock (_lock)
        {
            result = null;
            if (!_byTag.TryGetValue(tag, out LinkedListNode<Answer>? node) || node.Value.Profile != profile.Store)
            {
                return false;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            result = node.Value.Result;
            return true;
        }
    }

    /// <summary>Keeps an answer where it is small and may be given again; the least recently used one leaves.</summary>
    /// <returns>The answer, to be given.</returns>
    public IResult Keep(string tag, LoadedProfile profile, IResult result)
    {
        IResult? kept = result switch
        {
            ColumnarResult columns when columns.Bytes <= MaxBytes => columns,
            JsonResult json => json.Written(MaxBytes),
            _ => null,
        };
        if (kept is null || tag.Length == 0)
        {
            return result;
        }

        lock (_lock)
        {
            if (_byTag.Remove(tag, out LinkedListNode<Answer>? known))
            {
                _byUse.Remove(known);
            }

            _byTag.Add(tag, _byUse.AddFirst(new Answer(tag, profile.Store, kept)));
            while (_byUse.Count > MaxAnswers)
            {
                _byTag.Remove(_byUse.Last!.Value.Tag);
                _byUse.RemoveLast();
            }
        }

        return kept;
    }

    private sealed record Answer(string Tag, SampleStore Profile, IResult Result);
}
