package dev.gradstream.job.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a request to end cleanly rather than an end. The second one ends the process at once.
 *
 * <p>A JVM shutdown hook would not do: all hooks run at the same time, so the broker would vanish
 * under the job that is being drained. The JDK's signal class is reached by reflection, because the
 * compiler refuses to promise that it stays; without it Ctrl-C simply ends the process.
 */
final class Interrupts implements AutoCloseable {
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
     * Takes over SIGINT and SIGTERM until closed.
     *
     * @param onFirst asks for the end and returns soon; runs in a thread of its own
     */
    static Interrupts handle(Runnable onFirst) {
        Interrupts interrupts = new Interrupts(onFirst);
        interrupts.take("INT");
        interrupts.take("TERM");
        return interrupts;
    }

    private void take(String name) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            InvocationHandler behaviour =
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            interrupted();
                            return null;
                        }
                        return method.invoke(this, arguments);
                    };
            Object handler =
                    Proxy.newProxyInstance(
                            handlerType.getClassLoader(), new Class<?>[] {handlerType}, behaviour);
            Object signal =
                    Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
            previous.add(new Previous(signal, register(signal, handler)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot take over signal " + name, e);
        }
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
            Runtime.getRuntime().halt(INTERRUPTED);
        }
    }

    @Override
    public void close() {
        for (Previous before : previous) {
            try {
                register(before.signal(), before.handler());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot give a signal back", e);
            }
        }
    }
}
