namespace FlameScope.Symbols.Itanium;

/// <summary>What a node of a C++ name is; the fields of each kind are named in its comment.</summary>
internal enum NodeKind : byte
{
    /// <summary>Text of the mangled name: Left is its start, Right its length.</summary>
    Identifier,

    /// <summary>Text of our own: Left is its row in <see cref="KnownText"/>.</summary>
    Known,

    /// <summary>Left::Right.</summary>
    Qualified,

    /// <summary>Left::Right, where Left is the function that Right is declared in.</summary>
    Local,

    /// <summary>Left&lt;Right&gt;; Right is a list.</summary>
    Template,

    /// <summary>An item of a list: Left is the item, or 0 in an empty list; Right the next one.</summary>
    List,

    /// <summary>The constructor of the class Left.</summary>
    Constructor,

    /// <summary>The destructor of the class Left.</summary>
    Destructor,

    /// <summary>An operator: Left is its row in <see cref="OperatorTable"/>.</summary>
    Operator,

    /// <summary>An operator of a vendor, or a literal operator, named Left; Right tells which.</summary>
    NamedOperator,

    /// <summary>A conversion to the type Left.</summary>
    Conversion,

    /// <summary>The name Left with the ABI tag Right.</summary>
    AbiTag,

    /// <summary>A lambda: Left is its template head or 0, Right its list of parameters, Number its number.</summary>
    Lambda,

    /// <summary>A parameter of a lambda's template head: Left is 0, the type of a value, or the head of a template; Number its place.</summary>
    LambdaTemplateParameter,

    /// <summary>A pack in a lambda's template head; Left is the parameter.</summary>
    LambdaTemplatePack,

    /// <summary>A type without a name; Number is its number.</summary>
    Unnamed,

    /// <summary>Left, in the default argument with the number Number.</summary>
    DefaultArgument,

    /// <summary>A structured binding of the list Left.</summary>
    StructuredBinding,

    /// <summary>The name Right of the module Left.</summary>
    ModuleEntity,

    /// <summary>The module Left.Right, or Left:Right where Number is 1; Left may be 0.</summary>
    Module,

    /// <summary>A function of the name Left and the type Right.</summary>
    Function,

    /// <summary>Left with the qualifier Number of the hidden parameter <c>this</c>.</summary>
    MemberQualifier,

    /// <summary>What the compiler made for Left; Number is its row in <see cref="KnownText"/>, Right a number.</summary>
    Special,

    /// <summary>The vtable of Left while it is built as a part of Right.</summary>
    ConstructionVtable,

    /// <summary>A type of the language or the vendor: Left is its row in <see cref="BuiltinTable"/>.</summary>
    Builtin,

    /// <summary>A vendor's type, named Left, with arguments Right or 0.</summary>
    VendorType,

    /// <summary>A floating-point type of Number bits; Left is not 0 where it has an x.</summary>
    FloatN,

    /// <summary>Left*.</summary>
    Pointer,

    /// <summary>Left&amp;.</summary>
    LvalueReference,

    /// <summary>Left&amp;&amp;.</summary>
    RvalueReference,

    /// <summary>Left with the qualifier Number.</summary>
    Qualifier,

    /// <summary>Left with the vendor's qualifier Right.</summary>
    VendorQualifier,

    /// <summary>A pointer to a member of the class Left with the type Right.</summary>
    MemberPointer,

    /// <summary>A function that returns Left, or is not said to, with the parameters Right.</summary>
    FunctionType,

    /// <summary>The function type Left with the qualifier Number; Right is the expression of noexcept or throw, or 0.</summary>
    FunctionQualifier,

    /// <summary>An array of Left; Right is its length or 0.</summary>
    Array,

    /// <summary>A vector of Left; Right is its length.</summary>
    Vector,

    /// <summary>decltype (Left).</summary>
    Decltype,

    /// <summary>Left for each item of the packs in it.</summary>
    PackExpansion,

    /// <summary>The template parameter Number.</summary>
    TemplateParameter,

    /// <summary>A pack as an argument: Left is a list.</summary>
    ArgumentPack,

    /// <summary>The function parameter Number; -1 is <c>this</c>.</summary>
    FunctionParameter,

    /// <summary>A value Right of the type Left; Number is 1 where it is negative.</summary>
    Literal,

    /// <summary>Left (an operator) with no operand.</summary>
    Nullary,

    /// <summary>Left (an operator or a conversion) of Right.</summary>
    Unary,

    /// <summary>Right, then Left (an operator).</summary>
    Postfix,

    /// <summary>Left (an operator) of the pair Right.</summary>
    Binary,

    /// <summary>Left (an operator) of the list Right of three.</summary>
    Trinary,

    /// <summary>Left{Right}; Left may be 0.</summary>
    InitializerList,

    /// <summary>Left(Right) of a vendor.</summary>
    VendorExpression,

    /// <summary>Two nodes.</summary>
    Pair,
}
