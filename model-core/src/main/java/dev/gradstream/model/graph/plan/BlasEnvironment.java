package dev.gradstream.model.graph.plan;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Environment variables that OpenBLAS and OpenMP read when they are loaded, set in this process
 * before that. What the user has set is respected.
 *
 * <ul>
 *   <li>{@code OPENBLAS_CORETYPE}: OpenBLAS 0.3.19, which ND4J brings, does not know newer cores
 *       and falls back to SSE3, 3.5 times slower; so the core type is chosen by the CPU's flags
 *   <li>{@code OMP_NUM_THREADS}: 1; a second thread does not pay for the networks of streams
 * </ul>
 */
final class BlasEnvironment {
    private static final Logger LOG = LoggerFactory.getLogger(BlasEnvironment.class);
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    private static final String THREADS = "OMP_NUM_THREADS";
    private static final Set<String> SMALL_KERNELS = Set.of("SKYLAKEX", "COOPERLAKE");

    private BlasEnvironment() {}

    static void prepare() {
        if (Platform.isWindows()) {
            return;
        }
        setUnlessSet(THREADS, "1");
        coreType(cpuFlags()).ifPresent(type -> setUnlessSet(CORE_TYPE, type));
    }

    /** How many threads the user asked for; 1 where nothing was said. */
    static int threads() {
        String asked = System.getenv(THREADS);
        return asked == null || !asked.strip().matches("[1-9]\\d{0,3}")
                ? 1
                : Integer.parseInt(asked.strip());
    }

    /**
     * Whether OpenBLAS has kernels for small products that copy neither matrix: for cores with
     * AVX-512 alone.
     */
    static boolean hasSmallKernels() {
        Optional<String> asked = Optional.ofNullable(System.getenv(CORE_TYPE));
        return asked.or(() -> coreType(cpuFlags()))
                .map(type -> type.toUpperCase(Locale.ROOT))
                .filter(SMALL_KERNELS::contains)
                .isPresent();
    }

    /** OpenBLAS's name for the best kernels that a CPU with these flags runs. */
    static Optional<String> coreType(Set<String> flags) {
        if (flags.contains("avx512f")) {
            return Optional.of("SKYLAKEX");
        }
        return flags.contains("avx2") ? Optional.of("HASWELL") : Optional.empty();
    }

    private static Set<String> cpuFlags() {
        if (!Files.isReadable(CPU_INFO)) {
            return Set.of();
        }
        try (var lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .map(flags -> (Set<String>) new HashSet<>(Arrays.asList(flags.split(" "))))
                    .orElse(Set.of());
        } catch (IOException e) {
            LOG.warn("cannot read {}; OpenBLAS chooses its core type itself", CPU_INFO, e);
            return Set.of();
        }
    }

    private static void setUnlessSet(String name, String value) {
        String present = System.getenv(name);
        if (present != null) {
            LOG.info("{}={} as the environment says", name, present);
            return;
        }
        NativeLibrary.getInstance("c")
                .getFunction("setenv")
                .invokeInt(new Object[] {name, value, 1});
        LOG.info("{}={} chosen for this CPU", name, value);
    }
}
