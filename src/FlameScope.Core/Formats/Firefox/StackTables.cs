using FlameScope.Columns;
using FlameScope.Formats.Json;

namespace FlameScope.Formats.Firefox;

/// <summary>The tables that stacks are made of: of one thread before version 60, of all threads since.</summary>
internal sealed class StackTables
{
    private Column<int> _stackFrames = new();
    private Column<int> _stackPrefixes = new();
    private Column<int> _stackOffsets = new();
    private Column<int> _stackCategories = new();
    private Column<int> _frameFunctions = new();
    private Column<int> _frameCategories = new();
    private Column<int> _frameInlineDepths = new();
    private Column<int> _frameLines = new();
    private Column<int> _frameLibraries = new();
    private Column<int> _functionNames = new();
    private Column<int> _functionResources = new();
    private Column<int> _functionIsScript = new();
    private Column<int> _functionFiles = new();
    private Column<int> _functionSources = new();
    private Column<int> _resourceLibraries = new();
    private Column<int> _resourceNames = new();
    private Column<int> _sourceNames = new();
    private Column<StringId> _strings = new();

    /// <summary>Number of stacks.</summary>
    public int Count => Math.Min(_stackFrames.Count, Math.Max(_stackPrefixes.Count, _stackOffsets.Count));

    public int Frames => _frameFunctions.Count;

    /// <summary>About how many bytes the tables take.</summary>
    public long EstimatedBytes => sizeof(int) * ((3L * _stackFrames.Count) + (5L * _frameFunctions.Count) + (5L * _functionNames.Count) + _strings.Count);

    /// <summary>Reads a member of <c>shared</c> or of a thread.</summary>
    /// <returns>Whether it is one of these tables.</returns>
    public bool TryRead(ref JsonCursor json, SampleStoreBuilder builder)
    {
        if (json.Is("stackTable"u8))
        {
            ReadStacks(ref json);
        }
        else if (json.Is("frameTable"u8))
        {
            ReadFrames(ref json);
        }
        else if (json.Is("funcTable"u8))
        {
            ReadFunctions(ref json);
        }
        else if (json.Is("resourceTable"u8))
        {
            ReadResources(ref json);
        }
        else if (json.Is("sources"u8))
        {
            ReadSources(ref json);
        }
        else if (json.Is("stringArray"u8) || json.Is("stringTable"u8))
        {
            ReadStrings(ref json, builder);
        }
        else
        {
            return false;
        }

        return true;
    }

    public int FrameOf(int stack) => _stackFrames[stack];

    /// <summary>The stack of the caller; <see cref="ColumnReader.None"/> for a root.</summary>
    public int PrefixOf(int stack)
    {
        if (_stackOffsets.Count > 0)
        {
            return stack < _stackOffsets.Count && _stackOffsets[stack] > 0 ? stack - _stackOffsets[stack] : ColumnReader.None;
        }

        return stack < _stackPrefixes.Count ? _stackPrefixes[stack] : ColumnReader.None;
    }

    /// <summary>The category of a stack, which its frame tells since version 56.</summary>
    public int CategoryOf(int stack) => stack < _stackCategories.Count ? _stackCategories[stack] : Of(_frameCategories, FrameOf(stack));

    public int CategoryOfFrame(int frame) => Of(_frameCategories, frame);

    public bool IsInlined(int frame) => Of(_frameInlineDepths, frame) > 0;

    public int LineOf(int frame) => Math.Max(0, Of(_frameLines, frame));

    public bool IsScript(int frame) => Of(_functionIsScript, FunctionOf(frame)) == 1;

    public StringId NameOf(int frame) => StringOf(Of(_functionNames, FunctionOf(frame)));

    /// <summary>The place in the list of libraries.</summary>
    public int LibraryOf(int frame) => _frameLibraries.Count > 0 ? Of(_frameLibraries, frame) : Of(_resourceLibraries, Of(_functionResources, FunctionOf(frame)));

    public StringId ResourceOf(int frame) => StringOf(Of(_resourceNames, Of(_functionResources, FunctionOf(frame))));

    public StringId FileOf(int frame)
    {
        StringId file = StringOf(Of(_functionFiles, FunctionOf(frame)));
        return file != StringId.Empty ? file : StringOf(Of(_sourceNames, Of(_functionSources, FunctionOf(frame))));
    }

    public StringId StringOf(int index) => (uint)index < (uint)_strings.Count ? _strings[index] : StringId.Empty;

    private int FunctionOf(int frame) => Of(_frameFunctions, frame);

    private static int Of(in Column<int> column, int row) => (uint)row < (uint)column.Count ? column[row] : ColumnReader.None;

    private void ReadStacks(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("frame"u8))
            {
                _stackFrames = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("prefix"u8))
            {
                _stackPrefixes = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("prefixOffset"u8))
            {
                _stackOffsets = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("category"u8))
            {
                _stackCategories = ColumnReader.ReadInts(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadFrames(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("func"u8))
            {
                _frameFunctions = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("category"u8))
            {
                _frameCategories = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("inlineDepth"u8))
            {
                _frameInlineDepths = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("line"u8))
            {
                _frameLines = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("lib"u8))
            {
                _frameLibraries = ColumnReader.ReadInts(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadFunctions(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("name"u8))
            {
                _functionNames = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("resource"u8))
            {
                _functionResources = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("isJS"u8))
            {
                _functionIsScript = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("fileName"u8))
            {
                _functionFiles = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("source"u8))
            {
                _functionSources = ColumnReader.ReadInts(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadResources(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("lib"u8))
            {
                _resourceLibraries = ColumnReader.ReadInts(ref json);
            }
            else if (json.Is("name"u8))
            {
                _resourceNames = ColumnReader.ReadInts(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadSources(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            return;
        }

        while (json.ReadMember())
        {
            if (json.Is("filename"u8))
            {
                _sourceNames = ColumnReader.ReadInts(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadStrings(ref JsonCursor json, SampleStoreBuilder builder)
    {
        _strings = new Column<StringId>();
        if (!json.EnterArray())
        {
            return;
        }

        while (json.ReadElement())
        {
            _strings.Add(json.TokenType == System.Text.Json.JsonTokenType.String ? builder.AddString(json.Text) : StringId.Empty);
            json.Skip();
        }
    }
}
