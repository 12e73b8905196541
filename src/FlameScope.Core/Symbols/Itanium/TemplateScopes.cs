namespace FlameScope.Symbols.Itanium;

/// <summary>The template arguments that parameters stand for while a C++ name is printed.</summary>
internal sealed class TemplateScopes
{
    private readonly List<Scope> _scopes = [];
    private readonly List<(int Parameter, int Scope)> _firstScopes = [];
    private readonly List<int> _open = [];

    /// <summary>The scope with an id.</summary>
    public Scope this[int scope] => _scopes[scope];

    /// <summary>Starts the next name.</summary>
    public void Clear()
    {
        _scopes.Clear();
        _firstScopes.Clear();
        _open.Clear();
    }

    /// <summary>Opens a scope and gives its id; scopes are few and all go with the name.</summary>
    public int Add(int arguments, int outer)
    {
        _scopes.Add(new Scope(arguments, outer));
        return _scopes.Count - 1;
    }

    /// <summary>
    /// The scope in which a parameter that a reference refers to is looked up. perf takes the one in which that node was printed
    /// first, except within the reference itself: this tells names of generic lambdas as perf does, right or not.
    /// </summary>
    public int ScopeOf(int parameter, int reference, int current)
    {
        foreach ((int known, int scope) in _firstScopes)
        {
            if (known == parameter)
            {
                return _open.Contains(reference) ? current : scope;
            }
        }

        _firstScopes.Add((parameter, current));
        return current;
    }

    /// <summary>Says that what is printed from now on is within a reference.</summary>
    public void Enter(int reference) => _open.Add(reference);

    /// <summary>Says that the reference entered last is printed.</summary>
    public void Leave() => _open.RemoveAt(_open.Count - 1);

    /// <summary>The list of the arguments, and the scope in which those are printed; -1 is none.</summary>
    public readonly record struct Scope(int Arguments, int Outer);
}
