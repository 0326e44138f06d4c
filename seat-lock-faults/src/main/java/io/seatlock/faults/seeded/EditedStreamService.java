package io.seatlock.faults.seeded;

import io.seatlock.SeatLockApplication;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The service with one mistake in its live streams: a filter changes the events while they are written. Not annotated
 * as a configuration, because the component scan of the real service covers this package.
 */
@Import({SeatLockApplication.class, EditedStreamService.Edited.class})
final class EditedStreamService {

  /** The setting that names the mistake. */
  static final String EDIT = "faults.stream";

  private EditedStreamService() {}

  public static void main(String[] args) {
    new SpringApplication(EditedStreamService.class).run(args);
  }

  static final class Edited {

    @Bean
    FilterRegistrationBean<Filter> editedStreams(Environment environment) {
      String mistake = environment.getRequiredProperty(EDIT);
      FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
        Response edited = new Response((HttpServletResponse) response, new StreamEdit(mistake));
        chain.doFilter(new Request((HttpServletRequest) request, edited), edited);
      });
      filter.addUrlPatterns("/venues/*");
      filter.setAsyncSupported(true);
      return filter;
    }
  }

  /** Makes an asynchronous request write to the edited response. */
  private static final class Request extends HttpServletRequestWrapper {

    private final Response edited;

    Request(HttpServletRequest request, Response edited) {
      super(request);
      this.edited = edited;
    }

    @Override
    public AsyncContext startAsync() {
      return super.startAsync(this, edited);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
      return super.startAsync(request, response);
    }
  }

  private static final class Response extends HttpServletResponseWrapper {

    private final StreamEdit edit;

    Response(HttpServletResponse response, StreamEdit edit) {
      super(response);
      this.edit = edit;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return new Output(super.getOutputStream(), edit);
    }
  }

  private static final class Output extends ServletOutputStream {

    private final ServletOutputStream real;

    private final StreamEdit edit;

    Output(ServletOutputStream real, StreamEdit edit) {
      this.real = real;
      this.edit = edit;
    }

    /** For a small venue the service writes each event in one call, so the bytes are a whole event. */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      String event = new String(bytes, from, length, StandardCharsets.UTF_8);
      real.write(edit.edited(event).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(int octet) throws IOException {
      real.write(octet);
    }

    @Override
    public void flush() throws IOException {
      real.flush();
    }

    @Override
    public boolean isReady() {
      return real.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      real.setWriteListener(listener);
    }
  }
}
