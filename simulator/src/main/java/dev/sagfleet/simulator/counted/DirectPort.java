package dev.sagfleet.simulator.counted;

import dev.sagfleet.agent.timing.Loop;
import org.jspecify.annotations.Nullable;

/** The way to a controller in the same process, where nothing lies between. Belongs to the loop of its devices. */
public final class DirectPort implements ImagePort {
    private final ImageService service;
    private final Loop loop;

    /** @param loop that devices are told on */
    public DirectPort(ImageService service, Loop loop) {
        this.service = service;
        this.loop = loop;
    }

    @Override
    public Call ask(Asked asked, Client client) {
        var call = new DirectCall(client);
        service.answer(asked, loop::nanoTime, () -> loop.execute(call::superseded))
                .thenAccept(answer -> loop.execute(() -> call.answered(answer, loop)));
        return call;
    }

    private static final class DirectCall implements Call {
        private final Client client;
        private ImageAnswer.@Nullable Body body;
        private boolean isOver;

        DirectCall(Client client) {
            this.client = client;
        }

        void answered(ImageAnswer answer, Loop loop) {
            body = answer.body().orElse(null);
            if (isOver) {
                release();
            } else {
                answer.body().ifPresent(comes -> comes.whenRateChanges().accept(() -> loop.execute(this::paced)));
                client.answered(answer);
            }
        }

        private void paced() {
            if (!isOver) {
                client.paced();
            }
        }

        void superseded() {
            if (!isOver) {
                isOver = true;
                release();
                client.broken();
            }
        }

        @Override
        public void end() {
            isOver = true;
            release();
        }

        private void release() {
            if (body != null) {
                body.release().run();
            }
        }
    }
}
