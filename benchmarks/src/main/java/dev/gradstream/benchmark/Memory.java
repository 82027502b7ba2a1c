package dev.gradstream.benchmark;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory of this process at one time, in bytes; on Linux.
 *
 * @param resident of the whole process
 * @param heap used on the Java heap, garbage included
 * @param malloc handed out by the C library, from which ND4J takes its arrays and the JVM its own
 *     structures
 * @param allocated on the heap by this thread since it began
 */
record Memory(long resident, long heap, long malloc, long allocated) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Function MALLINFO =
            NativeLibrary.getInstance("c").getFunction("mallinfo2");

    /** What {@code mallinfo2(3)} returns. */
    @FieldOrder("fields")
    public static final class MallocInfo extends Structure implements Structure.ByValue {
        private static final int MAPPED = 4;
        private static final int IN_USE = 7;

        /** Its ten numbers, in order. */
        public long[] fields = new long[10];

        long bytes() {
            return fields[MAPPED] + fields[IN_USE];
        }
    }

    static Memory now() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MallocInfo info = (MallocInfo) MALLINFO.invoke(MallocInfo.class, new Object[0]);
        return new Memory(
                residentBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                info.bytes(),
                threads.getCurrentThreadAllocatedBytes());
    }

    private static long residentBytes() throws IOException {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
