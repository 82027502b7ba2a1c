package dev.gradstream.job.cli;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a request to end cleanly rather than an end. The second one ends the process at once.
 *
 * <p>A JVM shutdown hook would not do: all hooks run at the same time, so the broker would vanish
 * under the job that is being drained. The JDK's signal class is reached by reflection, because the
 * compiler warns of its use.
 */
final class Interrupts {
    private static final int INTERRUPTED = 130;

    /** What was in force before, to be put back. */
    private record Previous(Object signal, Object handler) {}

    private final List<Previous> previous = new ArrayList<>();
    private final AtomicBoolean requested = new AtomicBoolean();
    private final Runnable onFirst;

    private Interrupts(Runnable onFirst) {
        this.onFirst = onFirst;
    }

    /**
     * Does the work; meanwhile SIGINT and SIGTERM are requests.
     *
     * @param onFirst asks for the end and returns soon; runs in a thread of its own
     */
    static <T> T during(Callable<T> work, Runnable onFirst) throws Exception {
        Interrupts interrupts = new Interrupts(onFirst);
        try {
            interrupts.take("INT");
            interrupts.take("TERM");
            return work.call();
        } finally {
            interrupts.giveBack();
        }
    }

    private void take(String name) throws ReflectiveOperationException {
        Object signal =
                Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
        previous.add(new Previous(signal, register(signal, handler())));
    }

    private Object handler() throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.SignalHandler");
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("handle")) {
                        return method.invoke(this, arguments);
                    }
                    interrupted();
                    return null;
                });
    }

    private static Object register(Object signal, Object handler)
            throws ReflectiveOperationException {
        return Class.forName("sun.misc.Signal")
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private void interrupted() {
        if (requested.compareAndSet(false, true)) {
            onFirst.run();
        } else {
            System.exit(INTERRUPTED);
        }
    }

    private void giveBack() throws ReflectiveOperationException {
        for (Previous before : previous) {
            register(before.signal(), before.handler());
        }
    }
}
