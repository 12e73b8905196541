using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FlameScope.Statistics;

/// <summary>The discrete Fourier transform of a power of two of complex numbers, in place (Cooley and Tukey).</summary>
internal sealed class FourierTransform
{
    // The turns of the stage that joins blocks of half a size stand from that half on.
    private readonly double[] _cosines;
    private readonly double[] _sines;

    public FourierTransform(int size)
    {
        Size = size;
        _cosines = new double[size];
        _sines = new double[size];
        int last = size / 2;
        for (int i = 0; i < last; i++)
        {
            (_sines[last + i], _cosines[last + i]) = Math.SinCos(-2 * Math.PI * i / size);
        }

        for (int i = last - 1; i > 0; i--)
        {
            (_sines[i], _cosines[i]) = (_sines[2 * i], _cosines[2 * i]);
        }
    }

    public int Size { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Transform(Span<double> real, Span<double> imaginary)
    {
        Reverse(real, imaginary);
        for (int half = 1; half < Size; half *= 2)
        {
            ReadOnlySpan<double> cosines = _cosines.AsSpan(half, half);
            ReadOnlySpan<double> sines = _sines.AsSpan(half, half);
            for (int block = 0; block < Size; block += 2 * half)
            {
                Join(
                    cosines, sines, real.Slice(block, half), imaginary.Slice(block, half), real.Slice(block + half, half),
                    imaginary.Slice(block + half, half));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join(
        ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines, Span<double> lowReal, Span<double> lowImaginary,
        Span<double> highReal, Span<double> highImaginary)
    {
        int i = 0;
        for (; i <= cosines.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256<double> cosine = Vector256.Create(cosines[i..]);
            Vector256<double> sine = Vector256.Create(sines[i..]);
            Vector256<double> ofReal = Vector256.Create<double>(highReal[i..]);
            Vector256<double> ofImaginary = Vector256.Create<double>(highImaginary[i..]);
            Vector256<double> r = (ofReal * cosine) - (ofImaginary * sine);
            Vector256<double> m = (ofReal * sine) + (ofImaginary * cosine);
            Vector256<double> real = Vector256.Create<double>(lowReal[i..]);
            Vector256<double> imaginary = Vector256.Create<double>(lowImaginary[i..]);
            (real - r).CopyTo(highReal[i..]);
            (imaginary - m).CopyTo(highImaginary[i..]);
            (real + r).CopyTo(lowReal[i..]);
            (imaginary + m).CopyTo(lowImaginary[i..]);
        }

        for (; i < cosines.Length; i++)
        {
            double r = (highReal[i] * cosines[i]) - (highImaginary[i] * sines[i]);
            double m = (highReal[i] * sines[i]) + (highImaginary[i] * cosines[i]);
            highReal[i] = lowReal[i] - r;
            highImaginary[i] = lowImaginary[i] - m;
            lowReal[i] += r;
            lowImaginary[i] += m;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Reverse(Span<double> real, Span<double> imaginary)
    {
        for (int i = 1, j = 0; i < Size; i++)
        {
            int bit = Size >> 1;
            for (; (j & bit) != 0; bit >>= 1)
            {
                j ^= bit;
            }

            j |= bit;
            if (i < j)
            {
                (real[i], real[j]) = (real[j], real[i]);
                (imaginary[i], imaginary[j]) = (imaginary[j], imaginary[i]);
            }
        }
    }
}
