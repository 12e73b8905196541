using FlameScope.Formats;
using static FlameScope.Fuzz.Checks.InvariantException;

namespace FlameScope.Fuzz.Checks;

/// <summary>What holds for <see cref="PerfScriptReader"/> on any bytes, under any layouts, in blocks of any size.</summary>
internal static class ReaderCheck
{
    // A text may be read with what another one's beginning told.
    private static readonly PerfScriptReaderState[] OtherTexts =
    [
        default,
        PerfScriptReaderState.Detect("a  1/1    0 U      1.000000000: 1 c: \n\n"u8),
        PerfScriptReaderState.Detect("a     1 c: \n\na     2 c: \n\n"u8),
        PerfScriptReaderState.Detect("a 1.000000: 1 c: \n\nb 2.000000: 1 c: \n\na 3 [001] 3.000000: 1 d: \n\na 4 d: \n\n"u8),
    ];

    private readonly record struct Token(
        PerfScriptTokenType Type,
        long Offset,
        int Length,
        long LineNumber,
        bool IsUnterminated,
        int FrameLength,
        int CommandLength,
        int NameLength,
        int PayloadLength,
        long Time,
        long? Period,
        (int Process, int Thread, int Cpu) Place);

    /// <summary>Reads the text whole and in pieces.</summary>
    /// <exception cref="InvariantException">Something that must hold does not.</exception>
    public static void Run(ReadOnlySpan<byte> text)
    {
        Random random = InputHash.RandomOf(text);
        Run(text, PerfScriptReaderState.Detect(text), random);
        Run(text, OtherTexts[random.Next(OtherTexts.Length)], random);
    }

    private static void Run(ReadOnlySpan<byte> text, PerfScriptReaderState state, Random random)
    {
        List<Token> whole = Read(text, state, () => int.MaxValue);
        int most = random.Next(4) switch { 0 => 1, 1 => 7, 2 => 64, _ => 1024 };
        List<Token> pieces = Read(text, state, () => random.Next(1, most + 1));
        for (int i = 0; i < Math.Max(whole.Count, pieces.Count); i++)
        {
            RequireEqual(i < whole.Count ? whole[i] : default, i < pieces.Count ? pieces[i] : default, $"token {i} in blocks of at most {most}");
        }
    }

    // What was not consumed is given again together with the next block, as the reader asks for.
    private static List<Token> Read(ReadOnlySpan<byte> text, PerfScriptReaderState state, Func<int> nextSize)
    {
        List<Token> tokens = [];
        int start = 0;
        int end = 0;
        do
        {
            end = (int)Math.Min(text.Length, end + (long)nextSize());
            ReadOnlySpan<byte> block = text[start..end];
            PerfScriptReader reader = new(block, end == text.Length, state);
            int consumed = 0;
            while (reader.Read())
            {
                Require(reader.BytesConsumed > consumed, "a token was read without progress");
                consumed = reader.BytesConsumed;
                Require(consumed <= block.Length, "more was consumed than the block has");
                tokens.Add(Describe(ref reader, block, start));
            }

            state = reader.CurrentState;
            start += reader.BytesConsumed;
            RequireEqual((long)start, state.BytesRead, "bytes read");
        }
        while (end < text.Length);

        RequireEqual(text.Length, start, "bytes consumed of the whole text");
        RequireEqual(CountLines(text), state.LinesRead, "lines read");
        RequireOrder(tokens);
        return tokens;
    }

    private static Token Describe(ref PerfScriptReader reader, ReadOnlySpan<byte> block, int start)
    {
        ReadOnlySpan<byte> line = reader.Line;
        bool isBlank = reader.TokenType == PerfScriptTokenType.EndOfSample;
        bool isFrame = reader.TokenType == PerfScriptTokenType.Frame;
        bool isEvent = reader.TokenType == PerfScriptTokenType.Event;
        Require(reader.TokenType != PerfScriptTokenType.None, "a token without a type");
        RequireEqual(isBlank, line.IndexOfAnyExcept(" \t\r"u8) < 0, "a line of blanks");
        long offset = reader.ByteOffset - start;
        Require(offset >= 0 && offset + line.Length <= block.Length, "a line outside the block");
        Require(block.Slice((int)offset, line.Length) == line, "a line that is not at its offset");
        RequireInside(line, isFrame ? reader.FrameText : []);
        if (isEvent)
        {
            RequireInside(line, reader.Command);
            RequireInside(line, reader.EventName);
            RequireInside(line, reader.Payload);
            RequireInside(line, reader.EventFrameText);
            Require(reader.Time >= 0, "a negative time");
            Require(reader.Period is null or >= 0, "a negative period");
            Require(reader.Cpu is >= -1 and <= short.MaxValue, "a CPU out of range");
        }

        if (isFrame)
        {
            PerfScriptFrame frame = PerfScriptFrame.Parse(reader.FrameText);
            RequireInside(line, frame.Symbol);
            RequireInside(line, frame.Module);
        }

        return new Token(
            reader.TokenType,
            reader.ByteOffset,
            line.Length,
            reader.LineNumber,
            reader.IsUnterminated,
            isFrame ? reader.FrameText.Length : 0,
            isEvent ? reader.Command.Length : 0,
            isEvent ? reader.EventName.Length : 0,
            isEvent ? reader.Payload.Length : 0,
            isEvent ? reader.Time : 0,
            isEvent ? reader.Period : null,
            isEvent ? (reader.Pid, reader.Tid, reader.Cpu) : default);
    }

    private static void RequireInside(ReadOnlySpan<byte> line, ReadOnlySpan<byte> part) =>
        Require(
            part.IsEmpty || (line.Overlaps(part, out int offset) && offset >= 0 && offset + part.Length <= line.Length),
            "a span that is not part of its line");

    private static void RequireOrder(List<Token> tokens)
    {
        for (int i = 1; i < tokens.Count; i++)
        {
            Require(tokens[i].Offset >= tokens[i - 1].Offset + tokens[i - 1].Length, "tokens that overlap");
            Require(tokens[i].LineNumber > tokens[i - 1].LineNumber, "line numbers that do not rise");
        }
    }

    private static long CountLines(ReadOnlySpan<byte> text) =>
        text.Count((byte)'\n') + (text.IsEmpty || text[^1] == (byte)'\n' ? 0 : 1);
}
