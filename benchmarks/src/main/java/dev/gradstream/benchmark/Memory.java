package dev.gradstream.benchmark;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of this process at one time, in bytes.
 *
 * @param resident of the whole process, as Linux counts it
 * @param heap used on the Java heap, garbage included
 * @param nativeArrays what ND4J holds
 * @param allocated on the heap by this thread since it began
 */
record Memory(long resident, long heap, long nativeArrays, long allocated) {
    private static final Path STATUS = Path.of("/proc/self/status");

    static Memory now() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new Memory(
                residentBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                Pointer.totalBytes(),
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
