using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FlameScope.Columns;

/// <summary>A fast hash of bytes and of pairs of integers under a random key, so that no input can aim for collisions.</summary>
/// <remarks>
/// A multiply-fold construction after Wang Yi's wyhash, with both of its constants drawn at random. The key never shows in
/// results: tables number their rows by first sight.
/// </remarks>
internal readonly struct KeyedHash
{
    private readonly ulong _first;
    private readonly ulong _second;

    private KeyedHash(ulong first, ulong second)
    {
        _first = first;
        _second = second;
    }

    // Random UUIDs come from the system's generator of random bytes, and cost a short process no start of a cryptography library.
    // Each has a few fixed bits, which the other's halves cover.
    public static KeyedHash CreateRandom()
    {
        Span<byte> key = stackalloc byte[32];
        Guid.NewGuid().TryWriteBytes(key);
        Guid.NewGuid().TryWriteBytes(key[16..]);
        ReadOnlySpan<ulong> parts = MemoryMarshal.Cast<byte, ulong>(key);
        return new KeyedHash((parts[0] ^ parts[3]) | 1, (parts[1] ^ parts[2]) | 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(ReadOnlySpan<byte> text)
    {
        ulong state = _first ^ (ulong)text.Length;
        ReadOnlySpan<byte> rest = text;
        while (rest.Length > 16)
        {
            state = Fold(
                BinaryPrimitives.ReadUInt64LittleEndian(rest) ^ _second,
                BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]) ^ state);
            rest = rest[16..];
        }

        (ulong low, ulong high) = ReadTail(rest);
        return Finish(Fold(low ^ _second, high ^ state));
    }

    // Folding spreads keys best. Where a program is compiled for all machines there is no instruction for it, and one multiplication by a
    // random odd number is enough for keys of one word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(int left, int right) => Bmi2.X64.IsSupported || ArmBase.Arm64.IsSupported
        ? Finish(Fold((uint)left ^ _first, (uint)right ^ _second))
        : Finish(((((ulong)(uint)left << 32) | (uint)right) ^ _first) * _second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Of(int left, ulong right) => Finish(((uint)left * _first) + (right * _second));

    private static (ulong Low, ulong High) ReadTail(ReadOnlySpan<byte> rest) => rest.Length switch
    {
        >= 8 => (BinaryPrimitives.ReadUInt64LittleEndian(rest), BinaryPrimitives.ReadUInt64LittleEndian(rest[^8..])),
        >= 4 => (BinaryPrimitives.ReadUInt32LittleEndian(rest), BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..])),
        > 0 => ((ulong)rest[0] | ((ulong)rest[rest.Length / 2] << 8) | ((ulong)rest[^1] << 16), 0),
        _ => (0, 0),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Finish(ulong state) => (uint)(state ^ BitOperations.RotateRight(state, 32));
}
