package dev.gradstream.model.graph.plan;

import org.bytedeco.javacpp.Pointer;

/** The memory of this process outside the Java heap. Asking is for now and then. */
public final class NativeMemory {
    private NativeMemory() {}

    /** Bytes that ND4J's arrays take; on CUDA those of the host. */
    public static long arrayBytes() {
        return Pointer.totalBytes();
    }

    /** Bytes of physical memory that the whole process takes; 0 where the system does not say. */
    public static long residentBytes() {
        return Pointer.physicalBytes();
    }
}
