namespace FlameScope.Symbols.Itanium;

/// <summary>Text that mangled names stand for by a letter or two.</summary>
internal static class KnownText
{
    public const int Std = 0;
    public const int Allocator = 1;
    public const int BasicString = 2;
    public const int String = 3;
    public const int Istream = 4;
    public const int Ostream = 5;
    public const int Iostream = 6;
    public const int FullString = 7;
    public const int FullIstream = 8;
    public const int FullOstream = 9;
    public const int FullIostream = 10;
    public const int AllocatorName = 11;
    public const int BasicStringName = 12;
    public const int BasicIstreamName = 13;
    public const int BasicOstreamName = 14;
    public const int BasicIostreamName = 15;
    public const int StringLiteral = 16;
    public const int Vtable = 17;
    public const int Vtt = 18;
    public const int TypeInfo = 19;
    public const int TypeInfoName = 20;
    public const int TypeInfoFunction = 21;
    public const int JavaClass = 22;
    public const int NonVirtualThunk = 23;
    public const int VirtualThunk = 24;
    public const int CovariantThunk = 25;
    public const int ThreadLocalInit = 26;
    public const int ThreadLocalWrapper = 27;
    public const int TemplateObject = 28;
    public const int Guard = 29;
    public const int ReferenceTemporary = 30;
    public const int HiddenAlias = 31;
    public const int TransactionClone = 32;
    public const int NonTransactionClone = 33;
    public const int ModuleInitializer = 34;
    public const int GlobalConstructors = 35;
    public const int GlobalDestructors = 36;

    private static readonly byte[][] Texts =
    [
        [.. "std"u8],
        [.. "std::allocator"u8],
        [.. "std::basic_string"u8],
        [.. "std::string"u8],
        [.. "std::istream"u8],
        [.. "std::ostream"u8],
        [.. "std::iostream"u8],
        [.. "std::basic_string<char, std::char_traits<char>, std::allocator<char> >"u8],
        [.. "std::basic_istream<char, std::char_traits<char> >"u8],
        [.. "std::basic_ostream<char, std::char_traits<char> >"u8],
        [.. "std::basic_iostream<char, std::char_traits<char> >"u8],
        [.. "allocator"u8],
        [.. "basic_string"u8],
        [.. "basic_istream"u8],
        [.. "basic_ostream"u8],
        [.. "basic_iostream"u8],
        [.. "string literal"u8],
        [.. "vtable for "u8],
        [.. "VTT for "u8],
        [.. "typeinfo for "u8],
        [.. "typeinfo name for "u8],
        [.. "typeinfo fn for "u8],
        [.. "java Class for "u8],
        [.. "non-virtual thunk to "u8],
        [.. "virtual thunk to "u8],
        [.. "covariant return thunk to "u8],
        [.. "TLS init function for "u8],
        [.. "TLS wrapper function for "u8],
        [.. "template parameter object for "u8],
        [.. "guard variable for "u8],
        [.. "reference temporary #"u8],
        [.. "hidden alias for "u8],
        [.. "transaction clone for "u8],
        [.. "non-transaction clone for "u8],
        [.. "initializer for module "u8],
        [.. "global constructors keyed to "u8],
        [.. "global destructors keyed to "u8],
    ];

    /// <summary>The text in a row.</summary>
    public static ReadOnlySpan<byte> At(int row) => Texts[row];
}
